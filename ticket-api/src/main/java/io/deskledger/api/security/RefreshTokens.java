package io.deskledger.api.security;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** Issues refresh tokens and takes them back; works in the caller's transaction. */
@Singleton
public final class RefreshTokens {

    private static final Duration LIFETIME = Duration.ofDays(30);
    private static final int BYTES = 32;

    private final SecureRandom random = new SecureRandom();
    private final RefreshTokenRepository repository;
    private final Clock clock;

    RefreshTokens(RefreshTokenRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** Ends every session of the user, once the access tokens have run out. */
    public void revokeAll(long userId) {
        repository.revokeAll(userId, clock.instant());
    }

    String issueFirst(long userId) {
        repository.forgetExpired(userId, clock.instant());
        return issue(new RefreshTokenRepository.Use(UUID.randomUUID(), userId));
    }

    String issue(RefreshTokenRepository.Use owner) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Instant now = clock.instant();
        repository.insert(hash(token), owner, now, now.plus(LIFETIME));
        return token;
    }

    /** Takes the token in exchange; one that can't be taken (any more) revokes its whole family, if it has one. */
    Optional<RefreshTokenRepository.Use> exchange(String token) {
        Optional<RefreshTokenRepository.Use> use = repository.use(hash(token), clock.instant());
        if (use.isEmpty()) {
            revoke(token);
        }
        return use;
    }

    void revoke(String token) {
        repository.revokeFamilyOf(hash(token), clock.instant());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
