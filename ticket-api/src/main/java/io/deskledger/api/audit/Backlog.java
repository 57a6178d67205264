package io.deskledger.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * How far the log is behind; quickly told, unlike whether anything is missing.
 *
 * @param outbox events that wait for the broker
 * @param outboxSeconds how long the oldest of them has waited
 * @param kafka events that wait for the audit consumer; null where the broker does not answer
 */
public record Backlog(
        long outbox, double outboxSeconds, @Nullable Long kafka) {}
