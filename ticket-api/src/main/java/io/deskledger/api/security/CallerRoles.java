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
 * The role that a user has now, which is not always the one at sign-in. Remembered for less than a second, so that a
 * demotion or deactivation acts within one, on every instance.
 */
@Singleton
public final class CallerRoles {

    private static final Duration MEMORY = Duration.ofMillis(900);
    private static final int MAX_USERS = 100_000;

    private final AsyncLoadingCache<Long, Optional<UserRole>> roles;

    CallerRoles(AccountRepository accounts, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.roles = Caffeine.newBuilder()
                .expireAfterWrite(MEMORY)
                .maximumSize(MAX_USERS)
                .executor(blocking)
                .buildAsync(accounts::activeRole);
    }

    /** The role, or empty where the user is unknown or not active; never blocks. */
    CompletableFuture<Optional<UserRole>> of(long userId) {
        return roles.get(userId);
    }

    /** Makes a change act at once on this instance. */
    public void forget(long userId) {
        roles.synchronous().invalidate(userId);
    }
}
