package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.AsyncLoadingCache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deskledger.model.user.UserRole;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;

/**
 * The role that a session's user has now, which is not always the one at sign-in, as long as the session lasts.
 * Remembered for less than a second, so that a demotion, a deactivation, a new password or a sign-out acts within one,
 * on every instance.
 */
@Singleton
public final class CallerRoles {

    private static final Duration MEMORY = Duration.ofMillis(900);
    private static final int MAX_SESSIONS = 100_000;

    private final AsyncLoadingCache<Session, Optional<UserRole>> roles;

    CallerRoles(AccountRepository accounts, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.roles = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_SESSIONS)
                .executor(blocking)
                .buildAsync(accounts::liveRole);
    }

    /** The role, or empty where the session has ended or its user is not active; never blocks. */
    CompletableFuture<Optional<UserRole>> of(Session session) {
        return roles.get(session);
    }

    /** Makes a change of a user act at once on this instance. */
    public void forget(long userId) {
        roles.asMap().keySet().removeIf(session -> session.userId() == userId);
    }

    /** Makes the end of a session act at once on this instance. */
    void forget(Session session) {
        roles.synchronous().invalidate(session);
    }
}
