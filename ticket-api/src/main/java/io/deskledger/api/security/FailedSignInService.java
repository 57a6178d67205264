package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves events of failed sign-ins: of the first few for an account, then whenever their number has doubled, so that a
 * flood of guesses is told and does no flooding. Written aside, so that the time of an answer does not tell whether
 * there is such an account.
 */
@Singleton
class FailedSignInService {

    private static final Logger LOG = LoggerFactory.getLogger(FailedSignInService.class);
    private static final int EACH_UNTIL = 5;
    private static final Duration MEMORY = Duration.ofHours(1);
    private static final int MAX_ACCOUNTS = 100_000;
    private static final int MAX_WAITING = 1_000;
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    private final AccountRepository accounts;
    private final Outbox outbox;
    private final Clock clock;
    private final Cache<Long, Integer> failures = Caffeine.newBuilder()
            .expireAfterWrite(MEMORY)
            .maximumSize(MAX_ACCOUNTS)
            .build();
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(MAX_WAITING),
            Thread.ofPlatform().name("failed-sign-ins").daemon().factory());

    FailedSignInService(AccountRepository accounts, Outbox outbox, Clock clock) {
        this.accounts = accounts;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Counts a failure, and has its event written if it is one that is told. */
    void note(Account account, Origin origin) {
        int attempts = failures.asMap().merge(account.id(), 1, Integer::sum);
        if (!isTold(attempts)) {
            return;
        }
        try {
            writer.execute(() -> write(account.id(), attempts, origin));
        } catch (RejectedExecutionException e) {
            LOG.warn("The failed sign-in {} of user {} leaves no event: too many are waiting", attempts, account.id());
        }
    }

    /** Begins to count anew, after a success. */
    void forget(Account account) {
        failures.invalidate(account.id());
    }

    static boolean isTold(int attempts) {
        return attempts <= EACH_UNTIL || Integer.bitCount(attempts) == 1;
    }

    private void write(long userId, int attempts, Origin origin) {
        try {
            append(userId, attempts, origin);
        } catch (RuntimeException e) {
            LOG.warn("The failed sign-in {} of user {} leaves no event", attempts, userId, e);
        }
    }

    @Transactional
    void append(long userId, int attempts, Origin origin) {
        accounts.next(userId)
                .ifPresent(next -> outbox.append(new UserEvent.SignInFailed(
                        new EventHeader(EventIds.next(), clock.instant(), userId, next.version(), Actor.SYSTEM, origin),
                        Map.of("attempts", FieldChange.of(null, (long) attempts)))));
    }

    /** Writes what waits. */
    @PreDestroy
    void stop() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            writer.shutdownNow();
        }
    }
}
