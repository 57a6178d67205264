package io.deskledger.api.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** What tests of webhooks do over and over. */
final class Hooks {

    private Hooks() {}

    /** A server that delivers, in haste, to {@link TestReceiver#ADDRESS} only. */
    static Map<String, Object> settings(String group) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("DESKLEDGER_WEBHOOKS", true);
        settings.put("DESKLEDGER_WEBHOOK_GROUP", group);
        settings.put("DESKLEDGER_WEBHOOK_ALLOW", TestReceiver.ADDRESS + "/32");
        settings.put("DESKLEDGER_WEBHOOK_HTTP", true);
        settings.put("DESKLEDGER_WEBHOOK_CONNECT_TIMEOUT", "5s");
        settings.put("DESKLEDGER_WEBHOOK_TIMEOUT", "5s");
        settings.put("DESKLEDGER_WEBHOOK_LEASE", "12s");
        settings.put("DESKLEDGER_WEBHOOK_CLOCK_TOLERANCE", "100ms"); // what the test before did is not told
        settings.put("DESKLEDGER_WEBHOOK_POLL", "50ms");
        settings.put("DESKLEDGER_WEBHOOK_RETRY_FIRST", "50ms");
        settings.put("DESKLEDGER_WEBHOOK_RETRY_LONGEST", "200ms");
        settings.put("DESKLEDGER_WEBHOOK_BREAK_AFTER", 4);
        settings.put("DESKLEDGER_WEBHOOK_PAUSE", "100ms");
        settings.put("DESKLEDGER_WEBHOOK_LONGEST_PAUSE", "200ms");
        settings.put("DESKLEDGER_WEBHOOK_DISABLE_AFTER", "1s");
        return settings;
    }

    static Answer create(ApiClient admin, String url, String... events) {
        return admin.post("/webhooks", Map.of("url", url, "events", List.of(events)))
                .expect(201);
    }

    /** Makes a tag, which is one event; answers its name. */
    static String tag(ApiClient admin) {
        String name = "t" + UUID.randomUUID();
        admin.post("/tags", Map.of("name", name)).expect(201);
        return name;
    }

    /** The deliveries of the webhook, the latest first. */
    static List<JsonNode> deliveries(ApiClient admin, long webhook) {
        return items(admin.get("/webhooks/" + webhook + "/deliveries?limit=200"));
    }

    /** The attempts of the delivery, the latest first. */
    static List<JsonNode> attempts(ApiClient admin, JsonNode delivery) {
        return items(admin.get(path(delivery) + "/attempts"));
    }

    static String path(JsonNode delivery) {
        return "/webhooks/" + delivery.get("webhook_id").longValue() + "/deliveries/"
                + delivery.get("id").longValue();
    }

    private static List<JsonNode> items(Answer page) {
        return StreamSupport.stream(page.expect(200).json().get("items").spliterator(), false)
                .toList();
    }
}
