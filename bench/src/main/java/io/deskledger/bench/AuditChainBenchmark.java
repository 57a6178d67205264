package io.deskledger.bench;

import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.chain.ChainHash;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.chain.Hash;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Rows a second of a hash chain: canonical form and SHA-256 of the columns and of the data. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class AuditChainBenchmark {

    /** What the rows hold. */
    @Param
    public SampleEvent sample = SampleEvent.UPDATED;

    private List<AuditRow> rows = List.of();
    private List<ChainLink> links = List.of();

    @Setup
    public void prepare() {
        rows = SampleChain.rows(sample);
        links = SampleChain.links(rows);
    }

    /** As the audit consumer links the messages of a batch. */
    @Benchmark
    @OperationsPerInvocation(SampleChain.ROWS)
    public Hash append(Blackhole blackhole) {
        Hash hash = Hash.GENESIS;
        for (AuditRow row : rows) {
            Hash data = ChainHash.ofData(String.valueOf(row.data()));
            hash = ChainHash.ofRow(hash, row, data);
            blackhole.consume(data);
        }
        return hash;
    }

    /** Walks a chain as {@code verify} does. */
    @Benchmark
    @OperationsPerInvocation(SampleChain.ROWS)
    public Hash verify() {
        ChainWalk walk = ChainWalk.fromStart(SampleChain.CHAIN);
        for (ChainLink link : links) {
            walk.next(link).ifPresent(broken -> {
                throw new IllegalStateException(broken.toString());
            });
        }
        return walk.hash();
    }
}
