package io.deskledger.api.console.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.security.Caller;
import io.deskledger.api.webhook.DeliveryBell;
import io.deskledger.api.webhook.RedeliveryService;
import io.deskledger.api.webhook.Webhook;
import io.deskledger.api.webhook.WebhookContent;
import io.deskledger.api.webhook.WebhookService;
import io.deskledger.api.webhook.receiver.WebhookUrls;
import jakarta.inject.Singleton;

/** Reads forms of webhooks into the API's commands, and has them done. */
@Singleton
final class WebhookForms {

    private final WebhookService webhooks;
    private final WebhookUrls urls;
    private final RedeliveryService redeliveries;
    private final DeliveryBell bell;

    WebhookForms(WebhookService webhooks, WebhookUrls urls, RedeliveryService redeliveries, DeliveryBell bell) {
        this.webhooks = webhooks;
        this.urls = urls;
        this.redeliveries = redeliveries;
        this.bell = bell;
    }

    Webhook create(Form form, Caller caller) {
        return webhooks.create(WebhookContent.read(body(form).fields(), urls), caller);
    }

    Webhook change(long id, Form form, Caller caller) {
        return webhooks.update(id, WebhookContent.Patch.read(body(form).fields(), urls), form.ifMatch(), caller);
    }

    Webhook rotate(long id, Caller caller) {
        return webhooks.rotateSecret(id, null, caller);
    }

    void delete(long id, Caller caller) {
        webhooks.delete(id, null, caller);
    }

    void redeliver(long id, long deliveryId, Caller caller) {
        redeliveries.redeliver(id, deliveryId, caller);
        bell.ring();
    }

    private static JsonBody body(Form form) {
        ObjectNode body = form.filled("url", "description", "enabled").root();
        if (form.has("events")) {
            var events = body.putArray("events");
            for (String event : form.text("events").split("[,\\s]+", -1)) {
                if (!event.isBlank()) {
                    events.add(event);
                }
            }
        }
        return new JsonBody(body);
    }
}
