package io.deskledger.api.sla;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.Desk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Policies and tickets as tests of service levels want them. */
final class SlaDesk {

    static final Map<String, Object> OFFICE_HOURS = Map.of(
            "monday", List.of(Map.of("from", "09:00", "to", "12:00"), Map.of("from", "13:00", "to", "17:00")),
            "tuesday", List.of(Map.of("from", "09:00", "to", "17:00")));

    private SlaDesk() {}

    static Map<String, Object> calendar(String name) {
        return with(Map.of("name", name, "zone", "Europe/Berlin", "hours", OFFICE_HOURS), Map.of());
    }

    static Map<String, Object> with(Map<String, Object> body, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(body);
        all.putAll(more);
        return all;
    }

    /** A policy for a category, with a resolution target of so many seconds for every priority. */
    static Map<String, Object> policy(String category, long seconds) {
        return Map.of(
                "name",
                "Policy of " + category,
                "position",
                1,
                "condition",
                Map.of("category", List.of(category)),
                "targets",
                Map.of("resolution", target(seconds)));
    }

    static Map<String, Object> target(long seconds) {
        return Map.of(
                "seconds",
                Map.of("urgent", seconds, "high", seconds, "medium", seconds, "low", seconds),
                "calendar_id",
                1);
    }

    static JsonNode ticket(ApiClient client, String category, String priority) {
        Map<String, Object> body = new HashMap<>(Desk.ticketWith("category", category));
        body.put("priority", priority);
        return client.post("/tickets", body).expect(201).json();
    }

    static JsonNode get(ApiClient client, long ticket) {
        return client.get("/tickets/" + ticket).expect(200).json();
    }
}
