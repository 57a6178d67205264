package io.deskledger.bench;

import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Rows a second that come into the Merkle tree of a chain, with its root at the end, as for a checkpoint. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
        value = 3,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms1g", "-Xmx1g"})
public class MerkleTreeBenchmark {

    /** How many rows the tree has already: a new one, one full of subtrees that the next row all closes. */
    @Param({"0", "1048575"})
    public long before;

    private final List<Hash> hashes = SampleChain.links(SampleChain.rows(SampleEvent.UPDATED)).stream()
            .map(ChainLink::hash)
            .toList();

    @Benchmark
    @OperationsPerInvocation(SampleChain.ROWS)
    public Hash append() {
        // A subtree's root is a hash like any other: what it costs does not depend on whose it is.
        MerkleFrontier tree = new MerkleFrontier(before, hashes.subList(0, Long.bitCount(before)));
        hashes.forEach(tree::append);
        return tree.root();
    }
}
