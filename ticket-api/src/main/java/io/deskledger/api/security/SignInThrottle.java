package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deskledger.api.problem.ProblemException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Slows down guessing: after a few failures each further attempt of one address on one name has to wait twice as long,
 * up to a minute. Counted per address and name, so that a stranger's guesses never lock the owner out. An address that
 * fails often under many names waits too.
 */
@Singleton
public final class SignInThrottle {

    private static final int FREE_ATTEMPTS = 5;
    private static final int MAX_DOUBLINGS = 6;
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final Duration MEMORY = Duration.ofMinutes(15);
    private static final int MAX_ENTRIES = 100_000;

    private final Cache<Key, Attempts> attempts = Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .maximumSize(MAX_ENTRIES)
            .build();
    private final FailuresOfAddress addresses;
    private final Clock clock;

    SignInThrottle(FailuresOfAddress addresses, Clock clock) {
        this.addresses = addresses;
        this.clock = clock;
    }

    /**
     * Counts an attempt as failed until {@link #succeeded} says otherwise, so that attempts at the same moment count
     * too.
     *
     * @throws ProblemException.TooManyRequests where the next attempt may not be made yet
     */
    public void attempt(@Nullable String address, String name) {
        addresses.check(address);
        Instant now = clock.instant();
        attempts.asMap().compute(new Key(address, name), (_, before) -> {
            if (before != null && now.isBefore(before.blockedUntil())) {
                throw new ProblemException.TooManyRequests(
                        "Too many failed attempts; wait before the next one",
                        Duration.between(now, before.blockedUntil()).plusSeconds(1));
            }
            int count = before == null ? 1 : before.count() + 1;
            return new Attempts(count, now.plus(pause(count)));
        });
    }

    /** Forgets the failures. */
    public void succeeded(@Nullable String address, String name) {
        attempts.invalidate(new Key(address, name));
    }

    /** Counts a failure against the address too; the name has been counted at the attempt. */
    public void failed(@Nullable String address) {
        addresses.failed(address);
    }

    private static Duration pause(int count) {
        if (count < FREE_ATTEMPTS) {
            return Duration.ZERO;
        }
        int doublings = count - FREE_ATTEMPTS;
        return doublings >= MAX_DOUBLINGS ? LONGEST : Duration.ofSeconds(1L << doublings);
    }

    private record Key(@Nullable String address, String name) {}

    private record Attempts(int count, Instant blockedUntil) {}
}
