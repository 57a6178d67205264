package io.deskledger.runtime.trace;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Optional;

/** A request's place in its trace; goes with the request's work from thread to thread. */
public final class RequestTrace implements PropagatedContextElement {

    private static final int SERVER_ERROR = 500;

    private final Span span;

    RequestTrace(Span span) {
        this.span = span;
    }

    public String traceId() {
        return span.getSpanContext().getTraceId();
    }

    /** Joins the trace to the log lines and the audit entries, which tell the request's id. */
    public void requestId(String id) {
        span.setAttribute("deskledger.request_id", id);
    }

    /**
     * Ends what is recorded of the request.
     *
     * @param method of the request
     * @param route the template that it was routed by, or empty where there is none
     */
    public void end(String method, String route, int status) {
        if (span.isRecording()) {
            span.setAttribute("http.response.status_code", status);
            if (!route.isEmpty()) {
                span.updateName(method + " " + route);
                span.setAttribute("http.route", route);
            }
            if (status >= SERVER_ERROR) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end();
        }
    }

    /** Where the request is whose work this thread does, or empty where it does none. */
    static Optional<SpanContext> current() {
        return PropagatedContext.getOrEmpty().find(RequestTrace.class).map(trace -> trace.span.getSpanContext());
    }
}
