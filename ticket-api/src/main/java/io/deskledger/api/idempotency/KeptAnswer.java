package io.deskledger.api.idempotency;

import org.jspecify.annotations.Nullable;

/**
 * What a write was answered, to be answered again.
 *
 * @param status the status
 * @param contentType the body's type, or null where there is no body
 * @param location where what was made is, or null
 * @param etag its version, or null
 * @param body the body, or null
 */
record KeptAnswer(
        int status,
        @Nullable String contentType,
        @Nullable String location,
        @Nullable String etag,
        @Nullable String body) {}
