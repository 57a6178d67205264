package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * The clock against somebody who walks through time step by step; as many cases as {@code jqwik.tries.default} says.
 */
class SlaClockPropertiesTest {

    @Provide
    Arbitrary<ClockCase> inMinutes() {
        return Arbitraries.randomValue(random -> ClockCase.draw(random, 60));
    }

    @Provide
    Arbitrary<ClockCase> inSeconds() {
        return Arbitraries.randomValue(random -> ClockCase.draw(random, 1));
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void isWhatAWalkMinuteByMinuteFinds(@ForAll("inMinutes") ClockCase drawn) {
        compare(drawn);
    }

    @Property(shrinking = ShrinkingMode.OFF)
    void isWhatAWalkSecondBySecondFinds(@ForAll("inSeconds") ClockCase drawn) {
        compare(drawn);
    }

    private static void compare(ClockCase drawn) {
        WalkedClock walked = new WalkedClock(drawn);
        Optional<SlaReading> read = drawn.clock().read(drawn.ticket(), drawn.at());
        if (walked.start < 0) {
            assertThat(read).isEmpty();
            return;
        }
        SlaReading reading = read.orElseThrow();
        boolean same = reading.elapsed().equals(Duration.ofSeconds(walked.elapsed))
                && reading.state() == walked.state()
                && second(reading.breachedAt()) == walked.breachedAt
                && second(reading.endedAt()) == walked.endedAt
                && reading.startedAt().getEpochSecond() == walked.start
                && sameDue(reading, walked)
                && sameWarning(reading, walked);
        if (!same) {
            throw new AssertionError("%s%nread %s%nwalked elapsed %d, %s, breached %d, due %d, warn %d, ended %d"
                    .formatted(
                            drawn,
                            reading,
                            walked.elapsed,
                            walked.state(),
                            walked.breachedAt,
                            walked.dueAt,
                            walked.warnAt,
                            walked.endedAt));
        }
        checkIntervals(drawn, reading);
    }

    private static boolean sameDue(SlaReading reading, WalkedClock walked) {
        Instant patience = walked.patienceEnd();
        Instant due = reading.dueAt();
        if (reading.state() == SlaState.MET) {
            return due == null || !due.isBefore(reading.startedAt());
        }
        return patience == null ? second(due) == walked.dueAt : due == null || due.isAfter(patience);
    }

    /** A warning that is to come is not walked to; one that was passed is. */
    private static boolean sameWarning(SlaReading reading, WalkedClock walked) {
        Instant warn = reading.warnAt();
        if (walked.warnAt < 0 && reading.state() == SlaState.RUNNING) {
            return warn == null || !warn.isBefore(walked.drawn.at());
        }
        return second(warn) == walked.warnAt;
    }

    private static void checkIntervals(ClockCase drawn, SlaReading reading) {
        List<SlaInterval> intervals = drawn.clock().explain(drawn.ticket(), reading.cycle(), drawn.at());
        Duration running = Duration.ZERO;
        Instant time = reading.startedAt();
        for (SlaInterval interval : intervals) {
            if (!interval.from().equals(time) || !interval.to().isAfter(time)) {
                throw new AssertionError(drawn + "\nhas a gap at " + time + " in " + intervals);
            }
            time = interval.to();
            running = interval.phase() == SlaPhase.RUNNING ? running.plus(interval.length()) : running;
        }
        if (!running.equals(reading.elapsed()) || !time.equals(drawn.at())) {
            throw new AssertionError(drawn + "\nintervals add up to " + running + " until " + time + ": " + intervals);
        }
    }

    private static long second(@Nullable Instant instant) {
        return instant == null ? -1 : instant.getEpochSecond();
    }
}
