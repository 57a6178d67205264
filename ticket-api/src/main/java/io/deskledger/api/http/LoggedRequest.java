package io.deskledger.api.http;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Names the request in the log lines of every thread that does its work. The framework's own element for that copies
 * all that a thread's lines name, twice at each of a request's many steps: a twelfth of what a read cost.
 *
 * @param id the request's
 * @param traceId of the trace that the request belongs to
 */
record LoggedRequest(String id, String traceId) implements ThreadPropagatedContextElement<Optional<LoggedRequest>> {

    private static final String REQUEST_KEY = "request_id";
    private static final String TRACE_KEY = "trace_id";

    /** Answers the request that the thread's lines have named so far. */
    @Override
    public Optional<LoggedRequest> updateThreadContext() {
        String named = MDC.get(REQUEST_KEY);
        if (id.equals(named)) {
            return Optional.of(this);
        }
        String trace = MDC.get(TRACE_KEY);
        name(id, traceId);
        return named == null || trace == null ? Optional.empty() : Optional.of(new LoggedRequest(named, trace));
    }

    @Override
    public void restoreThreadContext(Optional<LoggedRequest> before) {
        if (before.isEmpty()) {
            name(null, null);
        } else if (!equals(before.get())) {
            name(before.get().id, before.get().traceId);
        }
    }

    private static void name(@Nullable String id, @Nullable String traceId) {
        if (id == null || traceId == null) {
            MDC.remove(REQUEST_KEY);
            MDC.remove(TRACE_KEY);
        } else {
            MDC.put(REQUEST_KEY, id);
            MDC.put(TRACE_KEY, traceId);
        }
    }
}
