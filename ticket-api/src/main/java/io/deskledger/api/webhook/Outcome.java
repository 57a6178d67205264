package io.deskledger.api.webhook;

import org.jspecify.annotations.Nullable;

/**
 * How one attempt went.
 *
 * @param durationMs how long it took
 * @param status the receiver's HTTP status, or null without an answer
 * @param error why it failed, or null where it did not
 * @param answer the first kilobyte of the answer, or null without one
 */
record Outcome(
        int durationMs,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String answer) {

    private static final int GONE = 410;

    boolean succeeded() {
        return error == null;
    }

    /** Whether the receiver says that it is no more and wants no further delivery. */
    boolean gone() {
        return status != null && status == GONE;
    }
}
