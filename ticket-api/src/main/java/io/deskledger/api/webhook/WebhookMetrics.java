package io.deskledger.api.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;

/** What an operator watches: how many attempts there are, and how many of them fail. */
@Singleton
final class WebhookMetrics {

    private final Counter succeeded;
    private final Counter failed;

    WebhookMetrics(MeterRegistry registry) {
        succeeded = attempts(registry, "succeeded");
        failed = attempts(registry, "failed");
    }

    void attempted(boolean success) {
        (success ? succeeded : failed).increment();
    }

    private static Counter attempts(MeterRegistry registry, String outcome) {
        return Counter.builder("deskledger.webhooks.attempts")
                .description("Attempts to deliver to webhooks")
                .tag("outcome", outcome)
                .register(registry);
    }
}
