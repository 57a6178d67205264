package io.deskledger.api.webhook;

import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.Roles;
import io.deskledger.model.WireName;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import org.jspecify.annotations.Nullable;

/** What webhooks were told of, how each attempt went, and once more. */
@Controller("/api/v1/webhooks/{id}/deliveries")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {

    private final WebhookReadService reads;
    private final RedeliveryService redeliveries;
    private final DeliveryBell bell;

    DeliveryController(WebhookReadService reads, RedeliveryService redeliveries, DeliveryBell bell) {
        this.reads = reads;
        this.redeliveries = redeliveries;
        this.bell = bell;
    }

    @Get
    Page<Delivery> list(long id, QueryParams query) {
        WebhookPage page = WebhookPage.read(query, WebhookPage.DELIVERIES);
        DeliveryStatus status = status(query);
        query.check();
        return reads.deliveries(id, status, page);
    }

    @Get("/{deliveryId}")
    DeliveryDetail get(long id, long deliveryId) {
        return reads.delivery(id, deliveryId);
    }

    @Get("/{deliveryId}/attempts")
    Page<Attempt> attempts(long id, long deliveryId, QueryParams query) {
        WebhookPage page = WebhookPage.read(query, WebhookPage.ATTEMPTS);
        query.check();
        return reads.attempts(id, deliveryId, page);
    }

    @Post("/{deliveryId}/redeliver")
    HttpResponse<Delivery> redeliver(long id, long deliveryId, Caller caller) {
        Delivery delivery = redeliveries.redeliver(id, deliveryId, caller);
        bell.ring();
        return HttpResponse.accepted().body(delivery);
    }

    private static @Nullable DeliveryStatus status(QueryParams query) {
        String name = query.text("status");
        if (name == null) {
            return null;
        }
        DeliveryStatus status = WireName.find(DeliveryStatus.class, name).orElse(null);
        if (status == null) {
            query.reject("status", "must be one of " + WireName.names(DeliveryStatus.class));
        }
        return status;
    }
}
