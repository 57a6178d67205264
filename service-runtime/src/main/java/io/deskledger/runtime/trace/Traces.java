package io.deskledger.runtime.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The traces that this process takes part in. Every request belongs to one, so that logs and events can be joined;
 * spans are recorded only where an exporter takes them.
 */
public final class Traces implements AutoCloseable {

    private static final String INSTRUMENTATION = "io.deskledger";

    private final @Nullable OpenTelemetrySdk sdk;
    private final @Nullable Tracer tracer;

    private Traces(@Nullable OpenTelemetrySdk sdk) {
        this.sdk = sdk;
        this.tracer = sdk == null ? null : sdk.getTracer(INSTRUMENTATION);
    }

    static Traces unrecorded() {
        return new Traces(null);
    }

    static Traces recorded(OpenTelemetrySdk sdk) {
        return new Traces(sdk);
    }

    /**
     * The trace of a request: that of its {@code traceparent} header, or a new one where it has none that is well
     * formed.
     */
    public RequestTrace request(String method, @Nullable String traceparent) {
        SpanContext parent = TraceParent.parse(traceparent);
        if (tracer == null) {
            return new RequestTrace(Span.wrap(parent.isValid() ? parent : newTrace()));
        }
        return new RequestTrace(tracer.spanBuilder(method)
                .setParent(under(parent))
                .setSpanKind(SpanKind.SERVER)
                .setAttribute("http.request.method", method)
                .startSpan());
    }

    /** The {@code traceparent} of what is under way on this thread; null outside of any trace. */
    public static @Nullable String current() {
        return RequestTrace.current().map(TraceParent::text).orElse(null);
    }

    /**
     * Begins to tell of a message on its way to Kafka, and tells the message's readers by its headers.
     *
     * @param traceparent of the change, or null where it belongs to no trace
     * @return ends the span when the broker has answered
     */
    public Ending publish(String topic, @Nullable String traceparent, Headers headers) {
        SpanContext parent = TraceParent.parse(traceparent);
        if (tracer == null || !parent.isValid()) {
            return Ending.NONE;
        }
        Span span = tracer.spanBuilder(topic + " publish")
                .setParent(under(parent))
                .setSpanKind(SpanKind.PRODUCER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "publish")
                .setAttribute("messaging.destination.name", topic)
                .startSpan();
        TraceParent.write(span.getSpanContext(), headers);
        return span::end;
    }

    /** Begins to tell of messages that are worked together; each belongs to a trace of its own. */
    public Ending process(Iterable<? extends ConsumerRecord<?, ?>> messages) {
        if (tracer == null) {
            return Ending.NONE;
        }
        List<Span> spans = new ArrayList<>();
        for (ConsumerRecord<?, ?> message : messages) {
            SpanContext parent = TraceParent.read(message.headers());
            if (parent.isValid()) {
                spans.add(processing(tracer, message).setParent(under(parent)).startSpan());
            }
        }
        return () -> spans.forEach(Span::end);
    }

    private static SpanBuilder processing(Tracer tracer, ConsumerRecord<?, ?> message) {
        return tracer.spanBuilder(message.topic() + " process")
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", "kafka")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.destination.name", message.topic())
                .setAttribute("messaging.destination.partition.id", Integer.toString(message.partition()))
                .setAttribute("messaging.kafka.offset", message.offset())
                .setAttribute("messaging.message.id", TraceParent.header(message.headers(), "ce_id"));
    }

    private static Context under(SpanContext parent) {
        return parent.isValid() ? Context.root().with(Span.wrap(parent)) : Context.root();
    }

    /** Not sampled: nobody has recorded it. */
    private static SpanContext newTrace() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        HexFormat hex = HexFormat.of();
        // An id of zeros alone is none.
        String trace = hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong() | 1);
        String span = hex.toHexDigits(random.nextLong() | 1);
        return SpanContext.create(trace, span, TraceFlags.getDefault(), TraceState.getDefault());
    }

    /** Sends what is recorded and not sent yet. */
    @Override
    public void close() {
        if (sdk != null) {
            sdk.close();
        }
    }

    /** The end of something that was begun. */
    @FunctionalInterface
    public interface Ending extends AutoCloseable {

        Ending NONE = () -> {};

        @Override
        void close();
    }
}
