package io.deskledger.api.security.token;

import io.deskledger.model.user.UserRole;
import io.micronaut.security.authentication.Authentication;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What a token is good for now.
 *
 * @param tokenId the token's id
 * @param userId on whose behalf it acts
 * @param role the role the user has now
 * @param mayWrite whether it may do more than read
 * @param expiresAt from when on it is good for nothing
 */
public record TokenGrant(long tokenId, long userId, UserRole role, boolean mayWrite, Instant expiresAt) {

    private static final String ATTRIBUTE = "deskledger.api-token";

    /** The grant as an authentication carries it. */
    public Map<String, Object> attributes() {
        return Map.of(ATTRIBUTE, this);
    }

    /** Whether the caller is a program with a token. */
    public static boolean isIn(Authentication caller) {
        return caller.getAttributes().containsKey(ATTRIBUTE);
    }

    /** The grant of a program, or empty where a person calls. */
    public static Optional<TokenGrant> of(Authentication caller) {
        return Optional.ofNullable(caller.getAttributes().get(ATTRIBUTE)).map(TokenGrant.class::cast);
    }
}
