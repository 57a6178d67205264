package io.deskledger.api.webhook;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a delivery.
 *
 * @param attempt its number, from 1
 * @param durationMs how long it took; null while it is under way, and for ever where its instance died
 * @param status the receiver's HTTP status, or null without an answer
 * @param error why it failed, or null where it did not
 * @param answer the first kilobytes of the answer, or null without one
 */
@Serdeable
public record Attempt(
        int attempt,
        Instant startedAt,
        @Nullable Integer durationMs,
        @Nullable Integer status,
        @Nullable String error,
        @Nullable String answer) {}
