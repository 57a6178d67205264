package io.deskledger.api.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A webhook, as the API shows it.
 *
 * @param events what it is told of, see {@link EventNames}
 * @param disabledReason why Deskledger itself switched it off, or null
 * @param previousSecretUntil until when the secret before the last rotation signs too, or null
 * @param secret only in the answers that make one
 */
@Serdeable
public record Webhook(
        long id,
        String url,
        List<String> events,
        @Nullable String description,
        boolean enabled,
        @Nullable DisabledReason disabledReason,
        Health health,
        @Nullable Instant previousSecretUntil,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    /** What an admin decides of it. */
    WebhookContent content() {
        return new WebhookContent(url, events, description, enabled);
    }

    /** Switching on forgets all failures. */
    Webhook with(WebhookContent content, Instant at) {
        Health now = content.enabled() && !enabled ? Health.WELL : health;
        return next(content, content.enabled() ? null : disabledReason, now, at);
    }

    Webhook disabled(DisabledReason reason, Instant at) {
        return next(new WebhookContent(url, events, description, false), reason, health, at);
    }

    Webhook resumed(Instant at) {
        return next(content(), disabledReason, health.resumed(), at);
    }

    /** The same with another health, which makes no version. */
    Webhook with(Health other) {
        return new Webhook(
                id,
                url,
                events,
                description,
                enabled,
                disabledReason,
                other,
                previousSecretUntil,
                version,
                createdAt,
                updatedAt,
                secret);
    }

    Webhook withSecret(String shown) {
        return new Webhook(
                id,
                url,
                events,
                description,
                enabled,
                disabledReason,
                health,
                previousSecretUntil,
                version,
                createdAt,
                updatedAt,
                shown);
    }

    private Webhook next(WebhookContent content, @Nullable DisabledReason reason, Health now, Instant at) {
        return new Webhook(
                id,
                content.url(),
                content.events(),
                content.description(),
                content.enabled(),
                reason,
                now,
                previousSecretUntil,
                version + 1,
                createdAt,
                at,
                null);
    }
}
