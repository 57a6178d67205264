package io.deskledger.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketHistory;
import java.util.Objects;

/** A ticket as a line of an import; the same ticket gives the same line. */
final class TicketLine {

    static final String HISTORY = "history";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private TicketLine() {}

    /**
     * The line.
     *
     * @param source what names tickets that were created here
     */
    static String of(TicketHistory history, String source) {
        return json(history, source).toString();
    }

    /** The same as JSON; the history is its last field. */
    static ObjectNode json(TicketHistory history, String source) {
        Ticket ticket = history.ticket();
        TicketHistory.Origin origin =
                Objects.requireNonNullElse(history.origin(), new TicketHistory.Origin(source, ticket.number()));
        ObjectNode line = JSON.objectNode()
                .put("source", origin.source())
                .put("external_id", origin.externalId())
                .put("title", ticket.content().title())
                .put("description", ticket.content().description())
                .put("priority", ticket.initialPriority().wire());
        if (ticket.content().category() != null) {
            line.put("category", ticket.content().category());
        }
        ArrayNode tags = line.putArray("tags");
        history.tags().forEach(tags::add);
        line.set("custom_fields", ticket.content().customFields());
        line.put("created_at", ticket.times().createdAt().toString());
        line.set("creator", history.people().creator());
        line.set("first_response", firstResponse(history));
        line.set(HISTORY, HistoryEntries.of(history));
        return line;
    }

    /** Said apart from the comments: the one that gave it may be gone or changed since. */
    private static JsonNode firstResponse(TicketHistory history) {
        JsonNode responder = history.people().firstResponder();
        return responder == null
                ? JSON.nullNode()
                : JSON.objectNode()
                        .put(
                                "at",
                                Objects.requireNonNull(history.ticket().times().firstRespondedAt())
                                        .toString())
                        .set("actor", responder);
    }
}
