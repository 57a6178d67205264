package io.deskledger.api.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Bulk changes as tests ask for them. */
final class BulkDesk {

    private BulkDesk() {}

    static List<Long> tickets(ApiClient client, int count) {
        return tickets(client, count, Map.of());
    }

    static List<Long> tickets(ApiClient client, int count, Map<String, Object> more) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticket());
        ticket.putAll(more);
        List<Map<String, Object>> all =
                IntStream.range(0, count).mapToObj(_ -> ticket).toList();
        return ids(client.post("/tickets/bulk", Map.of("action", "create", "tickets", all))
                .expect(200)
                .json()
                .get("ticket_ids"));
    }

    static Answer bulk(ApiClient client, String action, List<Long> ids, Object... more) {
        return client.post("/tickets/bulk", body(action, "ticket_ids", ids, more));
    }

    static Answer filtered(ApiClient client, String action, Map<String, Object> filter, Object... more) {
        return client.post("/tickets/bulk", body(action, "filter", filter, more));
    }

    static Answer undo(ApiClient client, Answer bulk) {
        return client.send("POST", "/tickets/bulk/" + bulk.text("bulk_id") + "/undo", null);
    }

    /** Matched, changed, unchanged, rejected. */
    static List<Integer> counts(Answer answer) {
        JsonNode json = answer.json();
        return List.of(
                json.get("matched").intValue(),
                json.get("changed").intValue(),
                json.get("unchanged").intValue(),
                json.get("rejected").size());
    }

    static List<Long> ids(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::longValue)
                .toList();
    }

    /** What the events say that was done to the ticket. */
    static List<String> actions(ApiServer api, long id) {
        return api.events(id).stream()
                .map(event -> event.get("version") + " " + event.get("action").textValue())
                .toList();
    }

    private static Map<String, Object> body(String action, String which, Object value, Object... more) {
        Map<String, Object> body = new HashMap<>();
        body.put("action", action);
        body.put(which, value);
        for (int i = 0; i < more.length; i += 2) {
            body.put((String) more[i], more[i + 1]);
        }
        return body;
    }
}
