package io.deskledger.api.webhook;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.webhook.receiver.Outcome;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.WebhookEvent;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** Begins attempts and draws the conclusions of how they went. */
@Singleton
class DeliveryService {

    private static final Origin ORIGIN = new Origin("webhooks", null, null);

    private final DeliveryQueue queue;
    private final WebhookRepository webhooks;
    private final Outbox outbox;
    private final Backoff backoff;
    private final Clock clock;

    DeliveryService(DeliveryQueue queue, WebhookRepository webhooks, Outbox outbox, Backoff backoff, Clock clock) {
        this.queue = queue;
        this.webhooks = webhooks;
        this.outbox = outbox;
        this.backoff = backoff;
        this.clock = clock;
    }

    @Transactional
    List<Claimed> claim() {
        Instant now = clock.instant();
        List<Long> ready = queue.lockReady(now);
        return ready.isEmpty() ? List.of() : queue.claim(ready, now);
    }

    /** Locks the webhook before the delivery, as everybody does who needs both. */
    @Transactional
    void conclude(Claimed claimed, Outcome outcome) {
        Instant now = clock.instant();
        if (outcome.succeeded()) {
            webhooks.recovered(claimed.webhookId());
            queue.finish(claimed, DeliveryStatus.SUCCEEDED, now);
        } else {
            webhooks.lock(claimed.webhookId())
                    .filter(Webhook::enabled)
                    .ifPresent(webhook -> failed(webhook, outcome, now));
            retryOrGiveUp(claimed, outcome, now);
        }
        queue.note(claimed, outcome);
    }

    /** Switches the webhook off, and says so. */
    @Transactional
    void disable(long webhookId, DisabledReason reason) {
        webhooks.lock(webhookId)
                .filter(Webhook::enabled)
                .ifPresent(webhook -> disable(webhook, reason, clock.instant()));
    }

    private void failed(Webhook webhook, Outcome outcome, Instant now) {
        Health health = webhook.health().failed(backoff, now);
        webhooks.updateHealth(webhook.id(), health);
        if (outcome.gone()) {
            disable(webhook.with(health), DisabledReason.GONE, now);
        } else if (health.isHopeless(backoff, now)) {
            disable(webhook.with(health), DisabledReason.FAILING, now);
        }
    }

    private void retryOrGiveUp(Claimed claimed, Outcome outcome, Instant now) {
        if (outcome.gone()) {
            queue.finish(claimed, DeliveryStatus.FAILED, now);
            return;
        }
        backoff.next(claimed.tries(), now, claimed.giveUpAt(), outcome.retryAfter())
                .ifPresentOrElse(
                        due -> queue.postpone(claimed, due), () -> queue.finish(claimed, DeliveryStatus.FAILED, now));
    }

    private void disable(Webhook before, DisabledReason reason, Instant now) {
        Webhook after = before.disabled(reason, now);
        webhooks.update(after);
        outbox.append(new WebhookEvent.Updated(
                new EventHeader(EventIds.next(), now, after.id(), after.version(), Actor.SYSTEM, ORIGIN),
                WebhookChanges.between(before, after)));
    }
}
