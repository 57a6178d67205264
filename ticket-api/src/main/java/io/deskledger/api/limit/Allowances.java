package io.deskledger.api.limit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/**
 * A bucket of requests for everybody: full at first, it fills up evenly within a minute. Whoever was not seen for as
 * long has a full one, so it can be forgotten; with more of them than are remembered the least used start anew.
 */
final class Allowances<K> {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_BUCKETS = 100_000;

    private final int perMinute;
    private final LoadingCache<K, Bucket> buckets;

    Allowances(int perMinute) {
        this.perMinute = perMinute;
        this.buckets = Caffeine.newBuilder()
                .expireAfterAccess(PERIOD)
                .maximumSize(MAX_BUCKETS)
                .build(_ -> bucket(perMinute));
    }

    /** Whether there is a limit at all. */
    boolean isLimited() {
        return perMinute > 0;
    }

    /** Takes one request from the bucket, if there is one left. */
    Allowance take(K owner) {
        ConsumptionProbe probe = buckets.get(owner).tryConsumeAndReturnRemaining(1);
        return new Allowance(
                perMinute,
                probe.getRemainingTokens(),
                Duration.ofNanos(probe.getNanosToWaitForReset()),
                probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()));
    }

    private static Bucket bucket(int perMinute) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(perMinute).refillGreedy(perMinute, PERIOD))
                .build();
    }
}
