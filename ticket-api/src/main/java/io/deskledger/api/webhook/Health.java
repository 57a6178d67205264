package io.deskledger.api.webhook;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a receiver has been doing.
 *
 * @param failures failed attempts since the last success; those during a pause don't count
 * @param failingSince when the first of them was, or null
 * @param pausedUntil until when the webhook is left alone after too many of them, or null
 */
@Serdeable
public record Health(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant pausedUntil) {

    static final Health WELL = new Health(0, null, null);

    /** After one more failure. What was under way when a pause began does not make it longer. */
    Health failed(Backoff backoff, Instant now) {
        if (pausedUntil != null && pausedUntil.isAfter(now)) {
            return this;
        }
        var pause = backoff.pause(failures + 1);
        return new Health(
                failures + 1, failingSince == null ? now : failingSince, pause.isZero() ? null : now.plus(pause));
    }

    boolean isHopeless(Backoff backoff, Instant now) {
        return failingSince != null && backoff.isHopeless(failures, failingSince, now);
    }

    /** Without its pause, to be tried at once. */
    Health resumed() {
        return new Health(failures, failingSince, null);
    }
}
