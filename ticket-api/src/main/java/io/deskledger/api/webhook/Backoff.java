package io.deskledger.api.webhook;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** When to try again: exponential with full jitter, so that receivers that come back are not met by all at once. */
@Singleton
final class Backoff {

    private static final int FACTOR = 3;

    private final RetrySettings settings;

    Backoff(RetrySettings settings) {
        this.settings = settings;
    }

    /** A random pause after that many tries, from nothing to {@link #longest(int)}. */
    Duration next(int tries) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(longest(tries).toMillis() + 1));
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

    /** Whether a webhook with so many failures in a row gets one attempt at a time only. */
    boolean isProbing(int failures) {
        return failures >= settings.breakAfter();
    }

    Duration giveUpAfter() {
        return settings.giveUpAfter();
    }

    private static Duration grown(Duration start, int factor, int times, Duration cap) {
        Duration grown = start;
        for (int i = 0; i < times && grown.compareTo(cap) < 0; i++) {
            grown = grown.multipliedBy(factor);
        }
        return grown.compareTo(cap) < 0 ? grown : cap;
    }
}
