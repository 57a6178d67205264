package io.deskledger.runtime.trace;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Value;
import io.micronaut.core.util.StringUtils;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import jakarta.inject.Singleton;
import java.util.Map;

/** Makes the exporter, where one is asked for; else not even its classes are loaded. */
@Factory
final class TelemetryFactory {

    /**
     * Sends spans by OTLP where {@code OTEL_EXPORTER_OTLP_ENDPOINT} says; all other standard variables ({@code OTEL_*})
     * act too.
     */
    @Singleton
    @Bean(preDestroy = "close")
    Traces traces(
            @Value("${otel.exporter.otlp.endpoint:}") String endpoint,
            @Value("${micronaut.application.name}") String service) {
        return StringUtils.isEmpty(endpoint) ? Traces.unrecorded() : Traces.recorded(sdk(endpoint, service));
    }

    private static OpenTelemetrySdk sdk(String endpoint, String service) {
        Map<String, String> defaults = Map.of(
                "otel.service.name", service,
                "otel.exporter.otlp.endpoint", endpoint,
                "otel.exporter.otlp.protocol", "http/protobuf",
                "otel.propagators", "tracecontext",
                "otel.metrics.exporter", "none",
                "otel.logs.exporter", "none");
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> defaults)
                .disableShutdownHook() // ours closes it, behind the last request
                .build()
                .getOpenTelemetrySdk();
    }
}
