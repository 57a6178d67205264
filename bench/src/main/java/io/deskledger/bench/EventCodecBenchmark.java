package io.deskledger.bench;

import io.cloudevents.CloudEvent;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
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

/**
 * Events a second, written as ticket-api does it for each change and read as each consumer does it for each message.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class EventCodecBenchmark {

    /** What is written and read. */
    @Param
    public SampleEvent sample = SampleEvent.UPDATED;

    private ChangeEvent event = sample.event();
    private CloudEvent message = ChangeEventCodec.encode(event);

    @Setup
    public void prepare() {
        event = sample.event();
        message = ChangeEventCodec.encode(event);
        if (!ChangeEventCodec.decode(message).equals(new DecodedEvent.Known(event))) {
            throw new IllegalStateException(sample + " does not come back as it was");
        }
    }

    @Benchmark
    public CloudEvent encode() {
        return ChangeEventCodec.encode(event);
    }

    @Benchmark
    public DecodedEvent decode() {
        return ChangeEventCodec.decode(message);
    }
}
