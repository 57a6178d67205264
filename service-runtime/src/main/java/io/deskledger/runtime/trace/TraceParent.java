package io.deskledger.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The W3C trace context as a text, and where messages have it. */
final class TraceParent {

    static final String NAME = "traceparent";

    /** Of the change, as the CloudEvents extension says; the header above is of the last hop. */
    private static final String EXTENSION = "ce_traceparent";

    private static final int LONGEST = 128;

    private TraceParent() {}

    /** What the text means; an invalid context where it is null or means nothing. */
    static SpanContext parse(@Nullable String text) {
        if (text == null || text.length() > LONGEST) {
            return SpanContext.getInvalid();
        }
        Context found = W3CTraceContextPropagator.getInstance().extract(Context.root(), text, TheOnly.FIELD);
        return Span.fromContext(found).getSpanContext();
    }

    static String text(SpanContext context) {
        return "00-" + context.getTraceId() + "-" + context.getSpanId() + "-"
                + context.getTraceFlags().asHex();
    }

    static void write(SpanContext context, Headers headers) {
        headers.add(NAME, text(context).getBytes(StandardCharsets.UTF_8));
    }

    static SpanContext read(Headers headers) {
        SpanContext hop = parse(header(headers, NAME));
        return hop.isValid() ? hop : parse(header(headers, EXTENSION));
    }

    static String header(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }

    /** A carrier that is one header's value. */
    private enum TheOnly implements TextMapGetter<String> {
        FIELD;

        @Override
        public Iterable<String> keys(String carrier) {
            return List.of(NAME);
        }

        @Override
        public @Nullable String get(@Nullable String carrier, String key) {
            return key.equals(NAME) ? carrier : null;
        }
    }
}
