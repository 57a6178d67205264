package io.deskledger.api.http;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.MediaType;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import jakarta.inject.Singleton;
import java.time.Duration;

/** How long clients of answers without a known length may take nothing of what was sent to them. */
@Singleton
final class Patience {

    /** Of one kind of answer, with the counter of those who were cut off. */
    record Limit(Duration patience, Counter cutOff) {}

    private final Limit streams;
    private final Limit exports;

    Patience(
            @Property(name = "deskledger.events.patience", defaultValue = "30s") Duration streams,
            LongAnswersSettings exports,
            MeterRegistry metrics) {
        this.streams = new Limit(
                streams,
                Counter.builder("deskledger.events.cut.off")
                        .description("Listeners that were cut off because they took nothing")
                        .register(metrics));
        this.exports = new Limit(
                exports.patience(),
                Counter.builder("deskledger.export.cut.off")
                        .description("Exports that were cut off because the client took nothing")
                        .register(metrics));
    }

    Limit of(HttpResponse response) {
        String type = response.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
        return type.startsWith(MediaType.TEXT_EVENT_STREAM) ? streams : exports;
    }
}
