package io.deskledger.api.outbox;

import io.deskledger.model.event.ChangeEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event, and the request that it comes of.
 *
 * @param trace the request's {@code traceparent}, or null where it has none
 */
public record TracedEvent(ChangeEvent event, @Nullable String trace) {}
