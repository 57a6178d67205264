package io.deskledger.bench;

import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.WorkCalendar;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Readings of clocks a second: what each change of a ticket, the sweep and a simulation do for each ticket. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class SlaClockBenchmark {

    /** Whose hours count. */
    @Param
    public SampleCalendar calendar = SampleCalendar.ALWAYS;

    /** How often each ticket waited for its customer. */
    @Param({"0", "4", "40"})
    public int pauses;

    private SlaClock clock = clock(calendar.make());
    private List<TicketTimeline> tickets = List.of();
    private int at;

    @Setup
    public void prepare() {
        clock = clock(calendar.make());
        tickets = SampleTickets.waiting(pauses);
    }

    private static SlaClock clock(WorkCalendar hours) {
        SlaTarget target = new SlaTarget(Duration.ofHours(24), hours, Set.of(TicketStatus.WAITING_ON_CUSTOMER));
        return new SlaClock(SlaKind.RESOLUTION, target, 80);
    }

    @Benchmark
    public Optional<SlaReading> read() {
        return clock.read(tickets.get(at++ & (SampleTickets.COUNT - 1)), SampleTickets.NOW);
    }
}
