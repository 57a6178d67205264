package io.deskledger.api.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deskledger.api.problem.FieldError;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A problem document, RFC 9457.
 *
 * @param type {@code about:blank}: the status says what sort of problem it is
 * @param title the status in words
 * @param status the HTTP status
 * @param detail what is wrong this time
 * @param instance the path that was asked for
 * @param requestId what to quote when asking for help
 * @param traceId the W3C trace that the request belongs to; absent where it could not even be decoded
 * @param errors what is wrong with which field; absent where it is not about fields
 */
@Serdeable
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String requestId,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String traceId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<FieldError> errors) {

    static final String MEDIA_TYPE = "application/problem+json";
}
