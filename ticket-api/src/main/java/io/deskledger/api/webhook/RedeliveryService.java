package io.deskledger.api.webhook;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.WebhookEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Makes a delivery again, however it went. */
@Singleton
public class RedeliveryService {

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;
    private final Outbox outbox;
    private final Backoff backoff;
    private final Clock clock;

    RedeliveryService(
            WebhookRepository webhooks, DeliveryRepository deliveries, Outbox outbox, Backoff backoff, Clock clock) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
        this.outbox = outbox;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Tried at once, even where the webhook is paused: whoever asks has probably mended the receiver. */
    @Transactional
    public Delivery redeliver(long webhookId, long id, Caller caller) {
        Webhook webhook = webhooks.lock(webhookId).orElseThrow(WebhookService::unknown);
        Delivery delivery = deliveries.find(webhookId, id).orElseThrow(WebhookReadService::unknownDelivery);
        if (!webhook.enabled()) {
            throw new ProblemException.Conflict("The webhook is switched off; switch it on first");
        }
        Instant now = clock.instant();
        if (!deliveries.redeliver(webhookId, id, now, backoff.giveUpAt(now))) {
            throw new ProblemException.Conflict("The delivery is being made right now");
        }
        webhooks.update(webhook.resumed(now));
        outbox.append(new WebhookEvent.Redelivered(
                new EventHeader(
                        EventIds.next(), now, webhookId, webhook.version() + 1, caller.actor(), caller.origin()),
                new TreeMap<>(Map.of(
                        "delivery_id", FieldChange.of(null, id),
                        "event_id", FieldChange.of(null, delivery.eventId().toString())))));
        return deliveries.find(webhookId, id).orElseThrow();
    }
}
