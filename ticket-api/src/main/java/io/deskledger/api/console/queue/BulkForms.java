package io.deskledger.api.console.queue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.console.Form;
import io.deskledger.api.http.JsonBody;
import java.util.List;
import java.util.Map;

/** Reads the bar of bulk changes into the command of {@code POST /api/v1/tickets/bulk}. */
final class BulkForms {

    private BulkForms() {}

    static JsonBody command(Form form) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        String action = form.text("action");
        body.put("action", action);
        body.put("skip_rejected", true);
        switch (action) {
            case "set_status" -> body.put("status", form.text("status"));
            case "assign" -> assignee(body, form.text("assignee_id"));
            case "add_tags", "remove_tags" -> tags(body, form.text("tags"));
            default -> {
                // Needs nothing more, or is refused by the command's own rules.
            }
        }
        if (form.has("filter")) {
            filter(body.putObject("filter"), form.text("filter"));
        } else {
            form.withIds(body, "ticket_ids", "ticket_ids");
        }
        return new JsonBody(body);
    }

    private static void assignee(ObjectNode body, String id) {
        if (id.matches("\\d{1,18}")) {
            body.put("assignee_id", Long.parseLong(id));
        } else {
            body.putNull("assignee_id");
        }
    }

    private static void tags(ObjectNode body, String text) {
        var tags = body.putArray("tags");
        for (String tag : text.split(",", -1)) {
            if (!tag.isBlank()) {
                tags.add(tag);
            }
        }
    }

    /** The list's conditions; its order says nothing about which tickets. */
    private static void filter(ObjectNode filter, String query) {
        Map<String, List<String>> values = QueueSearch.parse(query).values();
        values.forEach((name, all) -> {
            if (!name.equals("sort") && !name.equals("order")) {
                var list = filter.putArray(name);
                all.forEach(list::add);
            }
        });
    }
}
