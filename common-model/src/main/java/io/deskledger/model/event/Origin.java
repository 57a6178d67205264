package io.deskledger.model.event;

import org.jspecify.annotations.Nullable;

/**
 * The request that caused a change.
 *
 * @param requestId the {@code X-Request-Id} of the HTTP request, or the id of the import or job
 * @param ip the client's address, or null where no client was connected
 * @param userAgent the client's {@code User-Agent}, or null where it sent none
 */
public record Origin(
        String requestId, @Nullable String ip, @Nullable String userAgent) {}
