package io.deskledger.embedded;

import java.security.SecureRandom;
import java.util.Base64;

/** The passwords of the four {@link DatabaseRole}s; never shown by {@link #toString()}. */
public record RolePasswords(String owner, String api, String audit, String analytics) {

    private static final int BYTES = 24;

    /** Passwords nobody can guess, safe in a URL and in a shell. */
    public static RolePasswords random() {
        SecureRandom random = new SecureRandom();
        return new RolePasswords(password(random), password(random), password(random), password(random));
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The password of one role. */
    public String of(DatabaseRole role) {
        return switch (role) {
            case OWNER -> owner;
            case API -> api;
            case AUDIT -> audit;
            case ANALYTICS -> analytics;
        };
    }

    @Override
    public String toString() {
        return "RolePasswords[hidden]";
    }
}
