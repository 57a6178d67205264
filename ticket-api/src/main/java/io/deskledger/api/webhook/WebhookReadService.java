package io.deskledger.api.webhook;

import io.deskledger.api.http.Page;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.data.connection.annotation.Connectable;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Finds webhooks, their deliveries, and how each attempt went. */
@Singleton
public class WebhookReadService {

    private final WebhookRepository webhooks;
    private final DeliveryRepository deliveries;

    WebhookReadService(WebhookRepository webhooks, DeliveryRepository deliveries) {
        this.webhooks = webhooks;
        this.deliveries = deliveries;
    }

    @Connectable
    public Webhook get(long id) {
        return webhooks.find(id).orElseThrow(WebhookService::unknown);
    }

    @Connectable
    public Page<Webhook> page(WebhookPage page) {
        return Page.of(
                webhooks.page(page), page.limit(), last -> WebhookPage.cursor(WebhookPage.WEBHOOKS, last.id()), null);
    }

    /** The latest first. */
    @Connectable
    public Page<Delivery> deliveries(long webhookId, @Nullable DeliveryStatus status, WebhookPage page) {
        get(webhookId);
        return Page.of(
                deliveries.page(webhookId, status, page),
                page.limit(),
                last -> WebhookPage.cursor(WebhookPage.DELIVERIES, last.id()),
                null);
    }

    @Connectable
    public DeliveryDetail delivery(long webhookId, long id) {
        get(webhookId);
        return deliveries.detail(webhookId, id).orElseThrow(WebhookReadService::unknownDelivery);
    }

    /** The latest first. */
    @Connectable
    public Page<Attempt> attempts(long webhookId, long deliveryId, WebhookPage page) {
        get(webhookId);
        if (deliveries.find(webhookId, deliveryId).isEmpty()) {
            throw unknownDelivery();
        }
        return Page.of(
                deliveries.attempts(deliveryId, page),
                page.limit(),
                last -> WebhookPage.cursor(WebhookPage.ATTEMPTS, last.attempt()),
                null);
    }

    static ProblemException unknownDelivery() {
        return new ProblemException.NotFound("There is no such delivery of this webhook");
    }
}
