package io.deskledger.api.security;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.deskledger.api.http.AddressBlock;
import io.deskledger.api.problem.ProblemException;
import io.github.bucket4j.Bucket;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How often each address has failed to sign in lately, under whatever names: every attempt costs a hash, which is to be
 * had for nothing only so often. Those who succeed are not counted.
 */
@Singleton
final class FailuresOfAddress {

    private static final Duration PERIOD = Duration.ofMinutes(1);
    private static final int MAX_ADDRESSES = 100_000;

    private final SignInLimits limits;
    private final LoadingCache<AddressBlock, Bucket> left;

    FailuresOfAddress(SignInLimits limits) {
        this.limits = limits;
        this.left = Caffeine.newBuilder()
                .expireAfterAccess(PERIOD)
                .maximumSize(MAX_ADDRESSES)
                .build(_ -> Bucket.builder()
                        .addLimit(limit -> limit.capacity(limits.signIn()).refillGreedy(limits.signIn(), PERIOD))
                        .build());
    }

    /** Refuses an attempt of an address that has failed too often. */
    void check(@Nullable String address) {
        if (limits.isLimited() && left.get(block(address)).getAvailableTokens() == 0) {
            throw new ProblemException.TooManyRequests(
                    "Too many failed attempts of this address; wait before the next one",
                    PERIOD.dividedBy(limits.signIn()).plusSeconds(1));
        }
    }

    void failed(@Nullable String address) {
        if (limits.isLimited()) {
            left.get(block(address)).tryConsume(1);
        }
    }

    private static AddressBlock block(@Nullable String address) {
        return AddressBlock.of(address == null ? null : InetAddress.ofLiteral(address));
    }
}
