package io.deskledger.api.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When to try again: exponential with jitter, so that a receiver that comes back is not met by everything at once, and
 * for the last time when the delivery's time ends.
 */
@Singleton
public final class Backoff {

    private static final int FACTOR = 3;

    private final RetrySettings settings;

    Backoff(RetrySettings settings) {
        this.settings = settings;
    }

    /** When a delivery that is made, or asked for again, now is tried for the last time. */
    public Instant giveUpAt(Instant now) {
        return now.plus(settings.giveUpAfter());
    }

    /**
     * When the next try is due, or empty where there is none.
     *
     * @param tries how many there were, from 1
     * @param asked how long the receiver asked to be left alone, or null
     */
    Optional<Instant> next(int tries, Instant now, Instant giveUpAt, @Nullable Duration asked) {
        if (!now.isBefore(giveUpAt)) {
            return Optional.empty();
        }
        Duration pause = jittered(longest(tries));
        Instant due = now.plus(asked != null && asked.compareTo(pause) > 0 ? asked : pause);
        return Optional.of(due.isBefore(giveUpAt) ? due : giveUpAt);
    }

    /** The longest pause after that many tries, from 1. */
    Duration longest(int tries) {
        return grown(settings.first(), FACTOR, tries - 1, settings.longest());
    }

    /** How long a webhook is left alone that has failed so many times in a row; nothing below the limit. */
    Duration pause(int failures) {
        return failures < settings.breakAfter()
                ? Duration.ZERO
                : grown(settings.pause(), 2, failures - settings.breakAfter(), settings.longestPause());
    }

    /** Whether a webhook that has had no success since then is beyond hope. */
    boolean isHopeless(int failures, Instant since, Instant now) {
        return failures >= settings.breakAfter()
                && !since.plus(settings.disableAfter()).isAfter(now);
    }

    /** From half of the pause to the whole. */
    private static Duration jittered(Duration pause) {
        long half = pause.toMillis() / 2;
        return Duration.ofMillis(half + ThreadLocalRandom.current().nextLong(half + 1));
    }

    private static Duration grown(Duration start, int factor, int times, Duration cap) {
        Duration grown = start;
        for (int i = 0; i < times && grown.compareTo(cap) < 0; i++) {
            grown = grown.multipliedBy(factor);
        }
        return grown.compareTo(cap) < 0 ? grown : cap;
    }
}
