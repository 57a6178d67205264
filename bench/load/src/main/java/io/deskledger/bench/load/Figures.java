package io.deskledger.bench.load;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;

/**
 * How long answers took, by kind, in milliseconds; what ends while it warms up is left out. Gatling tells percentiles
 * of single kinds only on pages that need a library under a licence of its own.
 */
final class Figures {

    private static final int LONGEST_MILLIS = 120_000;
    private static final double MEDIAN = 0.5;
    private static final double HIGH = 0.99;

    private final Map<String, AtomicLongArray> kinds = new ConcurrentSkipListMap<>();
    private final long warmNanos;
    private volatile long began;

    Figures(int warmSeconds) {
        this.warmNanos = warmSeconds * 1_000_000_000L;
    }

    /** From now on it warms up. */
    void begin() {
        began = System.nanoTime();
    }

    /** Longer times than two minutes count as two minutes. */
    void took(String kind, long millis) {
        if (System.nanoTime() - began >= warmNanos) {
            kinds.computeIfAbsent(kind, k -> new AtomicLongArray(LONGEST_MILLIS + 1))
                    .incrementAndGet(Math.clamp(millis, 0, LONGEST_MILLIS));
        }
    }

    /**
     * A line for each kind, which {@code bench/run} reads: simulation, kind, how many, p50, p99 and the longest in ms.
     */
    String table(String simulation) {
        StringBuilder lines = new StringBuilder();
        kinds.forEach((kind, times) -> lines.append("FIGURE\t%s\t%s\t%d\t%d\t%d\t%d\n"
                .formatted(
                        simulation,
                        kind,
                        count(times),
                        percentile(times, MEDIAN),
                        percentile(times, HIGH),
                        percentile(times, 1))));
        return lines.toString();
    }

    private static long count(AtomicLongArray times) {
        return IntStream.range(0, times.length()).mapToLong(times::get).sum();
    }

    /** The shortest time within which so large a part was answered. */
    private static int percentile(AtomicLongArray times, double part) {
        long wanted = (long) Math.ceil(part * count(times));
        int millis = 0;
        for (long seen = times.get(0); seen < wanted; seen += times.get(millis)) {
            millis++;
        }
        return millis;
    }
}
