package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    /** Each cycle is what the last one is of a ticket of which nobody said anything later. */
    private static void compare(ClockCase drawn) {
        List<SlaReading> all = drawn.clock().readAll(drawn.ticket(), drawn.at());
        List<SlaExplained> explained = drawn.clock()
                .explainAll(drawn.ticket(), drawn.at(), Integer.MAX_VALUE)
                .reversed();
        List<Integer> replies = repliesOfCycles(drawn);
        assertThat(all)
                .hasSameSizeAs(replies)
                .isEqualTo(explained.stream().map(SlaExplained::reading).toList());
        assertThat(drawn.clock().read(drawn.ticket(), drawn.at()))
                .isEqualTo(all.isEmpty() ? Optional.empty() : Optional.of(all.getLast()));
        for (int i = 0; i < all.size(); i++) {
            compare(drawn.withReplies(replies.get(i)), all.get(i));
            checkIntervals(drawn, all.get(i), explained.get(i));
        }
    }

    /** How many replies there were when each cycle was over, by those who spoke. */
    private static List<Integer> repliesOfCycles(ClockCase drawn) {
        List<ReplyAt> replies = drawn.ticket().replies();
        if (drawn.clock().kind() != SlaKind.NEXT_RESPONSE) {
            return List.of(replies.size());
        }
        List<Integer> ends = new ArrayList<>();
        boolean begun = false;
        boolean waits = false;
        boolean staffSpoke = false;
        for (int i = 0; i < replies.size(); i++) {
            boolean staff = replies.get(i).byStaff();
            if (!staff && staffSpoke && !waits) {
                if (begun) {
                    ends.add(i);
                }
                begun = true;
            }
            waits = !staff && staffSpoke;
            staffSpoke |= staff;
        }
        if (begun) {
            ends.add(replies.size());
        }
        return ends;
    }

    private static void compare(ClockCase drawn, SlaReading reading) {
        WalkedClock walked = new WalkedClock(drawn);
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

    private static void checkIntervals(ClockCase drawn, SlaReading reading, SlaExplained explained) {
        List<SlaInterval> intervals = drawn.clock().explain(drawn.ticket(), reading.cycle(), drawn.at());
        if (explained.truncated() || !explained.intervals().equals(intervals)) {
            throw new AssertionError(drawn + "\nis explained in two ways: " + intervals + "\n" + explained);
        }
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
