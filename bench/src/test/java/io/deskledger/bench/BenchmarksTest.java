package io.deskledger.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.Collection;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Nothing is measured here: each benchmark runs once with each of its parameters, so that none is found broken later.
 */
class BenchmarksTest {

    @Test
    void eachRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();

        assertThat(results.stream()
                        .map(result -> result.getParams().getBenchmark().replace("io.deskledger.bench.", ""))
                        .collect(Collectors.groupingBy(name -> name, Collectors.counting())))
                .containsOnly(
                        entry("EventCodecBenchmark.encode", 3L),
                        entry("EventCodecBenchmark.decode", 3L),
                        entry("AuditChainBenchmark.append", 3L),
                        entry("AuditChainBenchmark.verify", 3L),
                        entry("MerkleTreeBenchmark.append", 2L),
                        entry("SlaClockBenchmark.read", 9L),
                        entry("WorkCalendarBenchmark.firstDueTime", 3L));
    }
}
