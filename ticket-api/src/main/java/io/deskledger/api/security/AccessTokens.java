package io.deskledger.api.security;

import com.nimbusds.jwt.JWT;
import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Value;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Issues access tokens: signed, short-lived, and naming nothing but the session; and reads it from them. */
@Singleton
final class AccessTokens {

    private static final String SUBJECT = "sub";
    private static final String SESSION = "sid";

    private final TokenGenerator generator;
    private final Clock clock;
    private final long seconds;

    AccessTokens(
            TokenGenerator generator,
            Clock clock,
            @Value("${micronaut.security.token.generator.access-token.expiration}") long seconds) {
        this.generator = generator;
        this.clock = clock;
        this.seconds = seconds;
    }

    String issue(Session session) {
        long now = clock.instant().getEpochSecond();
        return generator
                .generateToken(Map.of(
                        SUBJECT,
                        Long.toString(session.userId()),
                        SESSION,
                        session.family().toString(),
                        "iat",
                        now,
                        "exp",
                        now + seconds))
                .orElseThrow(() -> new IllegalStateException("the token could not be signed"));
    }

    /** What a token gives whose signature and time were checked, or empty where it names no session. */
    static Optional<Access> access(JWT token) {
        try {
            JWTClaimsSet claims = token.getJWTClaimsSet();
            String family = claims.getStringClaim(SESSION);
            return family == null || claims.getExpirationTime() == null
                    ? Optional.empty()
                    : Optional.of(new Access(
                            new Session(Long.parseLong(claims.getSubject()), UUID.fromString(family)),
                            claims.getExpirationTime().toInstant()));
        } catch (ParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * What an access token gives.
     *
     * @param session the session that it belongs to
     * @param expiresAt from when on it gives nothing
     */
    record Access(Session session, Instant expiresAt) {

        private static final String ATTRIBUTE = "deskledger.access-token";

        /** The access as an authentication carries it. */
        Map<String, Object> attributes() {
            return Map.of(ATTRIBUTE, this);
        }

        static Optional<Access> of(Authentication caller) {
            return Optional.ofNullable(caller.getAttributes().get(ATTRIBUTE)).map(Access.class::cast);
        }
    }

    long seconds() {
        return seconds;
    }
}
