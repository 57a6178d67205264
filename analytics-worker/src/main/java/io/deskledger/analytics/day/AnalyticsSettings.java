package io.deskledger.analytics.day;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How days are worked.
 *
 * @param threads days computed at once by this process
 * @param poll how often the queue is looked at when nothing rings
 * @param heartbeat a worker that misses {@link #MISSED_HEARTBEATS} of them is dead, and its days are taken over
 * @param sweep how often days are looked for that are dirty and not queued
 */
@ConfigurationProperties("deskledger.analytics")
record AnalyticsSettings(int threads, Duration poll, Duration heartbeat, Duration sweep) {

    static final int MISSED_HEARTBEATS = 6;

    private static final Duration TAKEN_OVER = Duration.ofMinutes(1);

    AnalyticsSettings {
        if (threads < 1 || !isPositive(poll) || !isPositive(heartbeat) || !isPositive(sweep)) {
            throw new IllegalArgumentException("deskledger.analytics: threads and times have to be positive");
        }
        if (heartbeat.multipliedBy(MISSED_HEARTBEATS + 1).compareTo(TAKEN_OVER) > 0) {
            throw new IllegalArgumentException(
                    "DESKLEDGER_ANALYTICS_HEARTBEAT: the days of a dead worker are to be taken over within a minute, which"
                            + " at most 8s do, not " + heartbeat);
        }
    }

    private static boolean isPositive(Duration duration) {
        return duration.compareTo(Duration.ZERO) > 0;
    }
}
