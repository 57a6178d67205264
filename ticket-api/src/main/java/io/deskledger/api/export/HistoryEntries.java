package io.deskledger.api.export;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketHistory;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The history of a line: what is kept of the past, and at last what leads to the ticket as it stands. It may hold no
 * time before the ticket's creation, and moves keep their order whatever the clocks said.
 */
final class HistoryEntries {

    static final String COMMENT = "comment";
    static final String CONTENT = "content";
    static final String ID = "id";
    static final String BYTES = "bytes";

    private final TicketHistory history;
    private final Ticket ticket;
    private final JsonNode nobodyElse;
    private final List<Entry> entries = new ArrayList<>();
    private TicketStatus status = TicketStatus.OPEN;
    private @Nullable JsonNode assignee;

    private HistoryEntries(TicketHistory history) {
        this.history = history;
        this.ticket = history.ticket();
        this.nobodyElse = Objects.requireNonNullElse(
                history.people().assignee(), history.people().creator());
    }

    /** The entries; a comment whose content was left out has its id and its length instead. */
    static ArrayNode of(TicketHistory history) {
        HistoryEntries all = new HistoryEntries(history);
        all.moves();
        all.comments();
        all.entries.sort(Comparator.comparing(Entry::at));
        all.present();
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        all.entries.forEach(entry -> list.add(entry.json()));
        return list;
    }

    private void moves() {
        Instant at = ticket.times().createdAt();
        int resolution = lastResolution();
        for (int i = 0; i < history.moves().size(); i++) {
            TicketHistory.Moved move = history.moves().get(i);
            if (move.from() != status) {
                // Such as a ticket that began in progress, because it was assigned at once.
                add(at, history.people().creator()).put("status", move.from().wire());
            }
            at = move.at().isBefore(at) ? at : move.at();
            ObjectNode changes = add(at, Objects.requireNonNullElse(move.actor(), nobodyElse));
            if (i == resolution) {
                assign(changes, history.people().resolvedAssignee());
            }
            changes.put("status", move.to().wire());
            status = move.to();
        }
        if (status != ticket.status()) {
            Instant when = Objects.requireNonNullElse(ticket.times().resolvedAt(), at);
            ObjectNode changes =
                    add(when.isBefore(at) ? at : when, history.people().creator());
            if (ticket.times().resolvedAt() != null) {
                assign(changes, history.people().resolvedAssignee());
            }
            changes.put("status", ticket.status().wire());
            status = ticket.status();
        }
    }

    /** The move that resolved the ticket, as far as it is resolved now: whoever had it then is credited. */
    private int lastResolution() {
        List<TicketHistory.Moved> moves = history.moves();
        for (int i = moves.size() - 1; i >= 0 && !moves.get(i).to().isOpen(); i--) {
            if (moves.get(i).from().isOpen()) {
                return i;
            }
        }
        return -1;
    }

    /** A comment goes with the move that its author made at that very time, if there is one left without. */
    private void comments() {
        Map<Moment, Deque<ObjectNode>> moves = new HashMap<>();
        entries.forEach(entry -> moves.computeIfAbsent(new Moment(entry.at(), entry.actor()), _ -> new ArrayDeque<>())
                .add(entry.changes()));
        Instant created = ticket.times().createdAt();
        for (TicketHistory.Said said : history.comments()) {
            Instant at = said.at().isBefore(created) ? created : said.at();
            Deque<ObjectNode> same = moves.getOrDefault(new Moment(at, said.author()), new ArrayDeque<>(0));
            ObjectNode changes = same.isEmpty() ? add(at, said.author()) : same.remove();
            ObjectNode comment = changes.putObject(COMMENT);
            if (said.content() == null) {
                comment.putNull(CONTENT).put(ID, said.id()).put(BYTES, said.bytes());
            } else {
                comment.put(CONTENT, said.content());
            }
            comment.put("is_internal", said.internal());
        }
    }

    /** When the ticket got its assignee and its priority is not kept: at the latest when it was changed last. */
    private void present() {
        Instant last = entries.isEmpty()
                ? ticket.times().createdAt()
                : entries.getLast().at();
        Instant at = ticket.times().updatedAt().isBefore(last)
                ? last
                : ticket.times().updatedAt();
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        assign(changes, history.people().assignee());
        if (ticket.priority() != ticket.initialPriority()) {
            changes.put("priority", ticket.priority().wire());
        }
        if (!changes.isEmpty()) {
            entries.add(new Entry(at, nobodyElse, changes));
        }
    }

    private void assign(ObjectNode changes, @Nullable JsonNode to) {
        if (!Objects.equals(assignee, to)) {
            changes.set("assignee", to == null ? JsonNodeFactory.instance.nullNode() : to);
            assignee = to;
        }
    }

    private ObjectNode add(Instant at, JsonNode actor) {
        ObjectNode changes = JsonNodeFactory.instance.objectNode();
        entries.add(new Entry(at, actor, changes));
        return changes;
    }

    /** When somebody did something. */
    private record Moment(Instant at, JsonNode actor) {}

    /** Something that happened. */
    private record Entry(Instant at, JsonNode actor, ObjectNode changes) {
        ObjectNode json() {
            ObjectNode json = JsonNodeFactory.instance.objectNode().put("at", at.toString());
            json.set("actor", actor);
            return json.setAll(changes);
        }
    }
}
