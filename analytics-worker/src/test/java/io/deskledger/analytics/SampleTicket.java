package io.deskledger.analytics;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ticket whose every change is written to the tables, and answered as the event that tells of it. */
public final class SampleTicket {

    private final Desk desk;
    public final long id;
    private final Instant createdAt;
    private Instant changedAt;
    private long version = 1;
    private TicketStatus status = TicketStatus.OPEN;
    private TicketPriority priority;
    private @Nullable String category;
    private @Nullable Instant resolvedAt;
    private @Nullable Instant closedAt;
    private @Nullable Instant deletedAt;
    private @Nullable Instant respondedAt;
    private @Nullable Long assignee;
    private long creator = 1;

    private SampleTicket(Desk desk, long id, TicketPriority priority, @Nullable String category, Instant createdAt) {
        this.desk = desk;
        this.id = id;
        this.priority = priority;
        this.category = category;
        this.createdAt = createdAt;
        this.changedAt = createdAt;
    }

    public static SampleTicket create(
            Desk desk, long id, TicketPriority priority, @Nullable String category, Instant createdAt) {
        desk.update("""
                INSERT INTO support.tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                             category, creator_id, version, created_at, updated_at)
                VALUES (?, 'TKT-' || ?, 'A title', 'A long description', 'open', ?, ?, ?, 1, 1, ?, ?)
                """, id, id, priority.wire(), priority.wire(), category, createdAt, createdAt);
        return new SampleTicket(desk, id, priority, category, createdAt);
    }

    public TicketEvent created() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("status", FieldChange.of(null, "open"));
        changes.put("priority", FieldChange.of(null, priority.wire()));
        return new TicketEvent.Created(header(createdAt), changes, snapshot());
    }

    /** A time that many seconds after the latest change. */
    public Instant laterThanNow(long seconds) {
        return changedAt.plusSeconds(seconds);
    }

    /** Moves the ticket by the server's rules for its dates. */
    public TicketEvent move(TicketStatus to, Instant at) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("status", FieldChange.of(status.wire(), to.wire()));
        boolean reopened = !status.isOpen() && to.isOpen();
        Instant resolved = to.isOpen() ? null : resolvedAt == null ? at : resolvedAt;
        Instant closed = to == TicketStatus.CLOSED ? at : null;
        changes.put("resolved_at", FieldChange.of(resolvedAt, resolved));
        changes.put("closed_at", FieldChange.of(closedAt, closed));
        version++;
        desk.update(
                "INSERT INTO support.status_changes VALUES (?, ?, ?, ?, 1, ?, ?)",
                id,
                version,
                status.wire(),
                to.wire(),
                at,
                reopened);
        if (resolvedAt == null && resolved != null) {
            desk.update("UPDATE support.tickets SET resolved_assignee_id = ? WHERE id = ?", assignee, id);
        }
        status = to;
        resolvedAt = resolved;
        closedAt = closed;
        return changed(changes, at);
    }

    public TicketEvent reprioritize(TicketPriority to, Instant at) {
        Map<String, FieldChange> changes = Map.of("priority", FieldChange.of(priority.wire(), to.wire()));
        version++;
        priority = to;
        return changed(changes, at);
    }

    public TicketEvent assign(@Nullable Long to, Instant at) {
        Map<String, FieldChange> changes = Map.of("assignee_id", FieldChange.of(assignee, to));
        version++;
        assignee = to;
        desk.update("UPDATE support.tickets SET assignee_id = ? WHERE id = ?", to, id);
        return changed(changes, at);
    }

    /** A public comment by that agent: the first one is the first response. */
    public TicketEvent comment(long author, Instant at) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("comment", FieldChange.of(null, "Looked at it"));
        desk.update("""
                INSERT INTO support.comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                VALUES (?, ?, 'Looked at it', false, ?, ?)
                """, id, author, at, at);
        version++;
        if (respondedAt == null) {
            changes.put("first_responded_at", FieldChange.of(null, at));
            respondedAt = at;
            desk.update(
                    "UPDATE support.tickets SET first_responded_at = ?, first_responder_id = ? WHERE id = ?",
                    at,
                    author,
                    id);
        }
        save(at);
        return new TicketEvent.Commented(header(at), changes, snapshot());
    }

    public TicketEvent tag(long tagId, Instant at) {
        desk.update("INSERT INTO support.ticket_tags VALUES (?, ?) ON CONFLICT DO NOTHING", id, tagId);
        version++;
        save(at);
        return new TicketEvent.Tagged(header(at), Map.of("tags", FieldChange.of(null, "t" + tagId)), snapshot());
    }

    public TicketEvent recategorize(@Nullable String to, Instant at) {
        Map<String, FieldChange> changes = Map.of("category", FieldChange.of(category, to));
        version++;
        category = to;
        return changed(changes, at);
    }

    /** To somebody else, and back with the next call. */
    public TicketEvent transfer(Instant at) {
        long to = 3 - creator;
        Map<String, FieldChange> changes = Map.of("creator_id", FieldChange.of(creator, to));
        version++;
        creator = to;
        save(at);
        return new TicketEvent.Transferred(header(at), changes, snapshot());
    }

    /** What the clocks are then is for the caller to write. */
    public TicketEvent reevaluate(Instant at) {
        version++;
        save(at);
        return new TicketEvent.SlaReevaluated(header(at), Map.of("sla", FieldChange.of(null, "other")), snapshot());
    }

    public TicketEvent deleteOrRestore(Instant at) {
        Instant to = deletedAt == null ? at : null;
        Map<String, FieldChange> changes = Map.of("deleted_at", FieldChange.of(deletedAt, to));
        version++;
        deletedAt = to;
        save(at);
        return to == null
                ? new TicketEvent.Restored(header(at), changes, snapshot())
                : new TicketEvent.Deleted(header(at), changes, snapshot());
    }

    /** Removes the ticket and all its rows; nothing may happen to it any more. */
    public TicketEvent purge(Instant at) {
        List<String> reopenings = desk.query(
                "SELECT changed_at FROM support.status_changes WHERE reopened AND ticket_id = ?",
                row -> row.getObject(1, OffsetDateTime.class).toInstant().toString(),
                id);
        ArrayNode times = JsonNodeFactory.instance.arrayNode();
        reopenings.forEach(times::add);
        desk.update("DELETE FROM support.tickets WHERE id = ?", id);
        version++;
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("status", FieldChange.of(status.wire(), null));
        changes.put("reopened_at", new FieldChange(times, JsonNodeFactory.instance.nullNode()));
        return new TicketEvent.Purged(header(at), changes, snapshot());
    }

    private TicketEvent changed(Map<String, FieldChange> changes, Instant at) {
        save(at);
        return new TicketEvent.Updated(header(at), changes, snapshot());
    }

    private void save(Instant at) {
        changedAt = at;
        desk.update(
                """
                UPDATE support.tickets
                   SET status = ?, priority = ?, category = ?, version = ?, updated_at = ?, creator_id = ?,
                       resolved_at = CAST(? AS timestamptz), closed_at = CAST(? AS timestamptz),
                       deleted_at = CAST(? AS timestamptz)
                 WHERE id = ?
                """,
                status.wire(),
                priority.wire(),
                category,
                version,
                at,
                creator,
                resolvedAt,
                closedAt,
                deletedAt,
                id);
    }

    private EventHeader header(Instant at) {
        return new EventHeader(EventIds.next(), at, id, version, Actor.SYSTEM, new Origin("test", null, null));
    }

    private TicketSnapshot snapshot() {
        return new TicketSnapshot(
                createdAt, respondedAt, resolvedAt, closedAt, deletedAt, status, priority, category, creator, assignee);
    }
}
