package io.deskledger.api.limit;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;

/**
 * What a request found in its bucket.
 *
 * @param limit requests a minute
 * @param remaining requests that may follow at once
 * @param full until the bucket is full again, if none follow
 * @param refused until when nothing may pass; zero where this request may
 */
record Allowance(long limit, long remaining, Duration full, Duration refused) {

    private static final String ATTRIBUTE = "deskledger.allowance";
    private static final long NANOS = 1_000_000_000L;

    /** Lets the request pass, with what is left told on its answer, or refuses it. */
    void settle(HttpRequest<?> request, String whose) {
        request.setAttribute(ATTRIBUTE, this);
        if (!refused.isZero()) {
            throw new ProblemException.TooManyRequests(
                    "More than " + limit + " requests a minute of one " + whose, Duration.ofSeconds(ceil(refused)));
        }
    }

    /** Tells on the answer what the last bucket said that the request was taken from: the user's, if there is one. */
    static void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(ATTRIBUTE, Allowance.class)
                .ifPresent(allowance -> response.header("RateLimit-Limit", Long.toString(allowance.limit))
                        .header("RateLimit-Remaining", Long.toString(allowance.remaining))
                        .header("RateLimit-Reset", Long.toString(ceil(allowance.full))));
    }

    private static long ceil(Duration duration) {
        return Math.ceilDiv(duration.toNanos(), NANOS);
    }
}
