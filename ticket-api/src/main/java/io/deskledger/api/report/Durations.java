package io.deskledger.api.report;

import io.deskledger.model.summary.BucketCounts;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Durations, counted in the log-scale buckets of DDSketch (Masson, Rim, Lee: VLDB 2019): bucket i holds those in
 * (g^(i-1), g^i] microseconds with g = 1.01 / 0.99, so its middle is at most 1 % off any of them; bucket -1 holds 0.
 */
final class Durations {

    static final Durations NONE = new Durations();

    private static final double GAMMA = 1.01 / 0.99;
    private static final double PERCENT = 100;

    private final BucketCounts buckets;
    private long total;
    private BigDecimal micros = BigDecimal.ZERO;

    Durations() {
        this(new BucketCounts());
    }

    /** Those that are counted there. */
    Durations(BucketCounts buckets) {
        this.buckets = buckets;
    }

    /** Adds the durations of one bucket. */
    void add(int bucket, long count) {
        buckets.add(bucket, count);
    }

    /** Adds packed durations, {@link io.deskledger.model.summary.Sketches} of one key. */
    void add(byte[] data) {
        buckets.add(data);
    }

    /** Adds how many they are and how long together, which is exact. */
    void addSum(long count, BigDecimal sum) {
        total += count;
        micros = micros.add(sum);
    }

    @Nullable
    BigDecimal meanHours() {
        return Rounding.meanHours(micros, total);
    }

    /** The duration of nearest rank, in hours; null where there are none. */
    @Nullable
    BigDecimal percentileHours(int percent) {
        long rank = (long) Math.ceil(percent / PERCENT * buckets.total());
        return rank == 0 ? null : Rounding.hours(middle(buckets.bucketOf(rank)));
    }

    private static double middle(int bucket) {
        return bucket < 0 ? 0 : 2 * Math.pow(GAMMA, bucket) / (GAMMA + 1);
    }
}
