package io.deskledger.api.webhook.receiver;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How one attempt went.
 *
 * @param durationMs how long it took
 * @param status the receiver's HTTP status, or null without an answer
 * @param error why it failed, or null where it did not
 * @param answer the first kilobytes of the answer, or null without one
 * @param retryAfter how long the receiver asks to be left alone, or null where it does not
 */
public record Outcome(
        int durationMs,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String answer,
        @Nullable Duration retryAfter) {

    private static final int GONE = 410;

    /** An attempt that was not made, for the reason given. */
    public static Outcome notMade(String why) {
        return new Outcome(0, null, why, null, null);
    }

    public boolean succeeded() {
        return error == null;
    }

    /** Whether the receiver says that it is no more and wants no further delivery. */
    public boolean gone() {
        return status != null && status == GONE;
    }
}
