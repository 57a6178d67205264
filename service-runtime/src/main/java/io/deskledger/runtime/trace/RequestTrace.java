package io.deskledger.runtime.trace;

import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;

/** A request's place in its trace; goes with the request's work from thread to thread. */
public final class RequestTrace implements ThreadPropagatedContextElement<Scope> {

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

    @Override
    @SuppressWarnings("MustBeClosedChecker") // closed by restoreThreadContext
    public Scope updateThreadContext() {
        return Context.root().with(span).makeCurrent();
    }

    @Override
    public void restoreThreadContext(Scope before) {
        before.close();
    }
}
