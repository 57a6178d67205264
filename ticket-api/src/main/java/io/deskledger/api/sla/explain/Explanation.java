package io.deskledger.api.sla.explain;

import io.deskledger.model.sla.SlaInterval;
import io.deskledger.model.sla.SlaReading;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why the clocks of a ticket show what they show.
 *
 * @param ticketId whose
 * @param asOf when they were looked at
 * @param policy what the ticket is held to, or null where nothing is promised
 * @param targets what each of its clocks did
 */
@Serdeable
public record Explanation(
        long ticketId, Instant asOf, @Nullable Held policy, List<Target> targets) {

    /**
     * A version of a policy.
     *
     * @param policyId the policy's
     * @param name what it was called
     * @param versionId the version's
     * @param versionNumber the how-manieth of the policy
     * @param effectiveFrom from when on tickets were given it
     */
    @Serdeable
    public record Held(long policyId, String name, long versionId, int versionNumber, Instant effectiveFrom) {}

    /**
     * A clock. The running intervals add up to the elapsed seconds.
     *
     * @param target first_response, next_response or resolution
     * @param cycle of next responses the how-manieth
     * @param calendar when it runs
     * @param zone where that is
     * @param targetSeconds how much time there is
     * @param elapsedSeconds how much was used, exactly
     * @param elapsedMinutes the same, rounded
     * @param state running, paused, met or breached
     * @param startedAt when it began
     * @param dueAt the last instant in time; null while paused
     * @param warnAt when the share of the target to warn at is used up
     * @param breachedAt the instant of the breach, or null
     * @param stoppedAt when what was promised came, or null
     * @param intervals all of them, without a gap
     */
    @Serdeable
    public record Target(
            String target,
            int cycle,
            String calendar,
            String zone,
            long targetSeconds,
            BigDecimal elapsedSeconds,
            BigDecimal elapsedMinutes,
            String state,
            Instant startedAt,
            @Nullable Instant dueAt,
            @Nullable Instant warnAt,
            @Nullable Instant breachedAt,
            @Nullable Instant stoppedAt,
            List<Interval> intervals) {

        static Target of(SlaReading reading, String calendar, String zone, List<SlaInterval> intervals) {
            return new Target(
                    reading.kind().wire(),
                    reading.cycle(),
                    calendar,
                    zone,
                    reading.target().toSeconds(),
                    seconds(reading.elapsed()),
                    minutes(reading.elapsed()),
                    reading.state().wire(),
                    reading.startedAt(),
                    reading.dueAt(),
                    reading.warnAt(),
                    reading.breachedAt(),
                    reading.endedAt(),
                    intervals.stream().map(Interval::of).toList());
        }
    }

    /**
     * A stretch of time.
     *
     * @param from its beginning
     * @param to its end, not part of it
     * @param phase running, outside_hours, paused or ended
     * @param reason why, for people
     * @param status the ticket's
     * @param seconds how long, exactly
     * @param minutes the same, rounded
     */
    @Serdeable
    public record Interval(
            Instant from,
            Instant to,
            String phase,
            String reason,
            String status,
            BigDecimal seconds,
            BigDecimal minutes) {

        static Interval of(SlaInterval interval) {
            return new Interval(
                    interval.from(),
                    interval.to(),
                    interval.phase().wire(),
                    interval.reason(),
                    interval.status().wire(),
                    Explanation.seconds(interval.length()),
                    Explanation.minutes(interval.length()));
        }
    }

    private static BigDecimal seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toNanos() / 1000, 6);
    }

    private static BigDecimal minutes(Duration duration) {
        return seconds(duration).divide(BigDecimal.valueOf(60), 2, RoundingMode.HALF_UP);
    }
}
