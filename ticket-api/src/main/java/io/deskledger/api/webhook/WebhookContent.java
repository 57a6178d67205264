package io.deskledger.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.webhook.receiver.WebhookUrls;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an admin decides of a webhook.
 *
 * @param url where changes are posted to
 * @param events what it is told of, see {@link EventNames}
 * @param description what it is for, or null
 * @param enabled whether it is told of anything
 */
public record WebhookContent(
        String url, List<String> events, @Nullable String description, boolean enabled) {

    static final String URL = "url";
    static final String DESCRIPTION = "description";
    static final String ENABLED = "enabled";
    private static final int MAX_URL = 2_000;
    private static final int MAX_DESCRIPTION = 500;

    public static WebhookContent read(JsonFields fields, WebhookUrls urls) {
        String url = fields.text(URL, 1, MAX_URL);
        if (!url.isEmpty()) {
            urls.problem(url).ifPresent(problem -> fields.reject(URL, problem));
        }
        fields.required(EventNames.FIELD);
        List<String> events = EventNames.read(fields);
        String description = fields.optionalText(DESCRIPTION, 0, MAX_DESCRIPTION);
        fields.notNull(ENABLED);
        boolean enabled = fields.flag(ENABLED, true);
        fields.check();
        return new WebhookContent(url, events, description, enabled);
    }

    /** The fields that events tell of; a secret is none of them. */
    Map<String, JsonNode> fields() {
        ArrayNode names = JsonNodeFactory.instance.arrayNode();
        events.forEach(names::add);
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put(URL, TextNode.valueOf(url));
        fields.put(EventNames.FIELD, names);
        fields.put(DESCRIPTION, description == null ? NullNode.instance : TextNode.valueOf(description));
        fields.put(ENABLED, BooleanNode.valueOf(enabled));
        return fields;
    }

    /**
     * What an admin wants changed.
     *
     * @param url null to leave it
     * @param events null to leave them
     * @param describes whether the description is to be that one
     * @param description null for none
     * @param enabled null to leave it
     */
    public record Patch(
            @Nullable String url,
            @Nullable List<String> events,
            boolean describes,
            @Nullable String description,
            @Nullable Boolean enabled) {

        public static Patch read(JsonFields fields, WebhookUrls urls) {
            fields.notNull(URL);
            fields.notNull(EventNames.FIELD);
            fields.notNull(ENABLED);
            String url = fields.optionalText(URL, 1, MAX_URL);
            if (url != null) {
                urls.problem(url).ifPresent(problem -> fields.reject(URL, problem));
            }
            List<String> events = fields.has(EventNames.FIELD) ? EventNames.read(fields) : null;
            String description = fields.optionalText(DESCRIPTION, 0, MAX_DESCRIPTION);
            boolean describes = fields.has(DESCRIPTION);
            Boolean enabled = fields.has(ENABLED) ? fields.flag(ENABLED, true) : null;
            fields.check();
            return new Patch(url, events, describes, description, enabled);
        }

        WebhookContent on(WebhookContent old) {
            return new WebhookContent(
                    url == null ? old.url() : url,
                    events == null ? old.events() : events,
                    describes ? description : old.description(),
                    enabled == null ? old.enabled() : enabled);
        }
    }
}
