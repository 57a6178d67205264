package io.deskledger.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.model.event.FieldChange;
import java.util.LinkedHashMap;
import java.util.Map;

/** What events tell of a webhook's change; never its secret. */
final class WebhookChanges {

    private WebhookChanges() {}

    static Map<String, FieldChange> created(WebhookContent content) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        content.fields().forEach((field, value) -> changes.put(field, FieldChange.added(value)));
        return changes;
    }

    static Map<String, FieldChange> deleted(Webhook webhook) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        fields(webhook).forEach((field, value) -> changes.put(field, new FieldChange(value, NullNode.instance)));
        return changes;
    }

    static Map<String, FieldChange> between(Webhook before, Webhook after) {
        Map<String, JsonNode> old = fields(before);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        fields(after).forEach((field, value) -> {
            JsonNode from = old.getOrDefault(field, NullNode.instance);
            if (!from.equals(value)) {
                changes.put(field, new FieldChange(from, value));
            }
        });
        return changes;
    }

    private static Map<String, JsonNode> fields(Webhook webhook) {
        Map<String, JsonNode> fields = webhook.content().fields();
        DisabledReason reason = webhook.disabledReason();
        fields.put("disabled_reason", reason == null ? NullNode.instance : TextNode.valueOf(reason.wire()));
        return fields;
    }
}
