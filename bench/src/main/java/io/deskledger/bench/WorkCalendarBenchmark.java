package io.deskledger.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a calendar costs once, after it was changed or loaded: how many a second are made and list their open hours. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class WorkCalendarBenchmark {

    private static final Duration TARGET = Duration.ofHours(24);

    /** Whose hours are listed. */
    @Param
    public SampleCalendar calendar = SampleCalendar.ALWAYS;

    @Benchmark
    public Instant firstDueTime() {
        return Objects.requireNonNull(calendar.make().add(SampleTickets.NOW, TARGET));
    }
}
