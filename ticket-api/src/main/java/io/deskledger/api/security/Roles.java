package io.deskledger.api.security;

/** The roles as {@code @Secured} wants them: the wire names of {@link io.deskledger.model.user.UserRole}. */
public final class Roles {

    public static final String CUSTOMER = "customer";
    public static final String AGENT = "agent";
    public static final String ADMIN = "admin";

    private Roles() {}
}
