package io.deskledger.api.ticket;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/** Writes many tickets in the caller's transaction: one statement per table, however many there are. */
@Singleton
public class TicketRows {

    private static final String INSERT = """
            WITH made AS (
                INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                     category, custom_fields, creator_id, assignee_id, first_responder_id,
                                     resolved_assignee_id, reopen_count, version, created_at, updated_at,
                                     first_responded_at, resolved_at, closed_at)
                SELECT *
                  FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                              ?::jsonb[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                              ?::integer[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                              ?::timestamptz[], ?::timestamptz[])
                RETURNING id, created_at, ticket_number, title, description),
            found AS (
                INSERT INTO ticket_search (ticket_id, created_at, content)
                SELECT id, created_at, search_content(ticket_number, title, description)
                  FROM made)
            INSERT INTO search_news (ticket_id)
            SELECT id
              FROM made
            """;

    // What people wrote stays as it is, but for custom fields that are given: so tickets may come without it.
    private static final String UPDATE = """
            UPDATE tickets t
               SET status = e.status, assignee_id = e.assignee_id, first_responder_id = e.first_responder_id,
                   first_responded_at = e.first_responded_at, resolved_assignee_id = e.resolved_assignee_id,
                   reopen_count = e.reopen_count, version = e.version, updated_at = e.updated_at,
                   resolved_at = e.resolved_at, closed_at = e.closed_at, deleted_at = e.deleted_at,
                   custom_fields = coalesce(e.custom_fields, t.custom_fields)
              FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::timestamptz[], ?::bigint[], ?::integer[],
                          ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::jsonb[])
                   AS e (id, status, assignee_id, first_responder_id, first_responded_at, resolved_assignee_id, reopen_count, version, updated_at, resolved_at,
                         closed_at, deleted_at, custom_fields)
             WHERE t.id = e.id
            """;

    private static final String MOVES = """
            INSERT INTO status_changes (ticket_id, version, from_status, to_status, actor_id, changed_at, reopened)
            SELECT *
              FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::boolean[])
            """;

    // In the order of their names: two commands that need the same new tags then wait for each other, not in a circle.
    private static final String NEW_TAGS = """
            INSERT INTO tags (name, created_at)
            SELECT t.name, t.at::timestamptz
              FROM unnest(?::text[], ?::text[]) AS t (name, at)
             ORDER BY t.name
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String TAG = """
            INSERT INTO ticket_tags (ticket_id, tag_id)
            SELECT t.ticket_id, tags.id
              FROM unnest(?::bigint[], ?::text[]) AS t (ticket_id, name)
              JOIN tags ON tags.name = t.name
            """;

    private static final String UNTAG = """
            DELETE FROM ticket_tags tt
             USING unnest(?::bigint[], ?::text[]) AS e (ticket_id, name), tags g
             WHERE g.name = e.name AND tt.ticket_id = e.ticket_id AND tt.tag_id = g.id
            """;

    private final Sql sql;

    TicketRows(Sql sql) {
        this.sql = sql;
    }

    /** New tickets, with what finds them. */
    public void insert(List<Ticket> tickets) {
        sql.update(
                INSERT,
                ArrayColumns.of(tickets)
                        .add("bigint", Ticket::id)
                        .add("text", Ticket::number)
                        .add("text", ticket -> ticket.content().title())
                        .add("text", ticket -> ticket.content().description())
                        .add("text", ticket -> ticket.status().wire())
                        .add("text", ticket -> ticket.priority().wire())
                        .add("text", ticket -> ticket.initialPriority().wire())
                        .add("text", ticket -> ticket.content().category())
                        .addText(ticket -> ticket.content().customFields())
                        .add("bigint", ticket -> ticket.people().creatorId())
                        .add("bigint", ticket -> ticket.people().assigneeId())
                        .add("bigint", ticket -> ticket.people().firstResponderId())
                        .add("bigint", ticket -> ticket.people().resolvedAssigneeId())
                        .add("integer", Ticket::reopenCount)
                        .add("bigint", Ticket::version)
                        .addText(ticket -> ticket.times().createdAt())
                        .addText(ticket -> ticket.times().updatedAt())
                        .addText(ticket -> ticket.times().firstRespondedAt())
                        .addText(ticket -> ticket.times().resolvedAt())
                        .addText(ticket -> ticket.times().closedAt()));
    }

    /** Saves tickets as the changes leave them: life, assignee and custom fields, nothing else that people wrote. */
    public void update(List<TicketChange> changes) {
        sql.update(
                UPDATE,
                ArrayColumns.of(changes)
                        .add("bigint", change -> change.after().id())
                        .add("text", change -> change.after().status().wire())
                        .add("bigint", change -> change.after().people().assigneeId())
                        .add("bigint", change -> change.after().people().firstResponderId())
                        .addText(change -> change.after().times().firstRespondedAt())
                        .add("bigint", change -> change.after().people().resolvedAssigneeId())
                        .add("integer", change -> change.after().reopenCount())
                        .add("bigint", change -> change.after().version())
                        .addText(change -> change.after().times().updatedAt())
                        .addText(change -> change.after().times().resolvedAt())
                        .addText(change -> change.after().times().closedAt())
                        .addText(change -> change.after().times().deletedAt())
                        .addText(change -> change.changes().containsKey("custom_fields")
                                ? change.after().content().customFields()
                                : null));
    }

    /** Rows of {@code status_changes}. */
    public void move(List<StatusMove> moves) {
        if (!moves.isEmpty()) {
            sql.update(
                    MOVES,
                    ArrayColumns.of(moves)
                            .add("bigint", StatusMove::ticketId)
                            .add("bigint", StatusMove::version)
                            .add("text", move -> move.from().wire())
                            .add("text", move -> move.to().wire())
                            .add("bigint", StatusMove::actorId)
                            .addText(StatusMove::at)
                            .add("boolean", StatusMove::isReopening));
        }
    }

    /** Puts tags on tickets that don't have them; those that nobody has used before come into being. */
    public void tag(List<TicketTag> tags, Instant at) {
        if (tags.isEmpty()) {
            return;
        }
        makeTags(tags.stream().map(TicketTag::name).toList(), at);
        if (sql.update(TAG, columns(tags)) < tags.size()) {
            throw new ProblemException.Unavailable("A tag was removed at this moment; try again");
        }
    }

    /** Makes those of the tags that are not there. */
    public void makeTags(List<String> names, Instant at) {
        if (!names.isEmpty()) {
            sql.update(
                    NEW_TAGS,
                    ArrayColumns.of(names.stream().distinct().toList())
                            .add("text", name -> name)
                            .addText(name -> at));
        }
    }

    /** Takes tags off tickets. */
    public void untag(List<TicketTag> tags) {
        if (!tags.isEmpty()) {
            sql.update(UNTAG, columns(tags));
        }
    }

    private static ArrayColumns<TicketTag> columns(List<TicketTag> tags) {
        return ArrayColumns.of(tags).add("bigint", TicketTag::ticketId).add("text", TicketTag::name);
    }
}
