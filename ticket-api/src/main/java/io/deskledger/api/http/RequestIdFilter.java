package io.deskledger.api.http;

import io.deskledger.runtime.trace.RequestTrace;
import io.deskledger.runtime.trace.Traces;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.BasicHttpAttributes;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Gives every request its id and its place in a trace: in the log, wherever the request's work is done, and on the
 * answer.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class RequestIdFilter {

    /** The request's attribute that holds its {@link RequestTrace}. */
    static final String TRACE = "deskledger.trace";

    private static final String TRACE_PARENT = "traceparent";

    private final Traces traces;

    RequestIdFilter(Traces traces) {
        this.traces = traces;
    }

    @RequestFilter
    void name(HttpRequest<?> request, MutablePropagatedContext context) {
        String id = RequestId.of(request);
        RequestTrace trace =
                traces.request(request.getMethodName(), request.getHeaders().get(TRACE_PARENT));
        trace.requestId(id);
        request.setAttribute(TRACE, trace);
        context.add(new LoggedRequest(id, trace.traceId()));
        context.add(trace);
    }

    @ResponseFilter
    void answer(HttpRequest<?> request, MutableHttpResponse<?> response) {
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
        String route = BasicHttpAttributes.getUriTemplate(request).orElse("");
        request.getAttribute(TRACE, RequestTrace.class)
                .ifPresent(trace -> trace.end(request.getMethodName(), route, response.code()));
    }
}
