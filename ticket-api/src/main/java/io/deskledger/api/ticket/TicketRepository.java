package io.deskledger.api.ticket;

import io.deskledger.api.assignment.Assignment;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes tickets, and reads them in order to write them. Every method works in the caller's transaction. */
@Singleton
public class TicketRepository {

    // The row stays locked, so that of two changes at once the second sees what the first made.
    private static final String LOCK = """
            SELECT %s
              FROM tickets t
             WHERE t.id = ?
               FOR NO KEY UPDATE
            """.formatted(TicketSql.COLUMNS);

    private static final String INSERT = """
            WITH made AS (
                INSERT INTO tickets (id, ticket_number, title, description, category, custom_fields, status, priority,
                                     initial_priority, creator_id, assignee_id, version, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING id, created_at, ticket_number, title, description),
            found AS (
                INSERT INTO ticket_search (ticket_id, created_at, content)
                SELECT id, created_at, search_content(ticket_number, title, description)
                  FROM made)
            INSERT INTO search_news (ticket_id)
            SELECT id
              FROM made
            """;

    private static final String INDEX = """
            WITH changed AS (
                UPDATE ticket_search
                   SET content = search_content(?, ?, ?)
                 WHERE ticket_id = ?
                RETURNING ticket_id)
            INSERT INTO search_news (ticket_id)
            SELECT ticket_id
              FROM changed
            """;

    private static final String UPDATE = """
            UPDATE tickets
               SET creator_id = ?, deleted_at = ?, title = ?, description = ?, category = ?,
                   custom_fields = ?::jsonb, status = ?, priority = ?, assignee_id = ?, first_responder_id = ?,
                   resolved_assignee_id = ?, reopen_count = ?, version = ?, updated_at = ?, first_responded_at = ?,
                   resolved_at = ?, closed_at = ?
             WHERE id = ?
            """;

    private static final String INSERT_MOVE = """
            INSERT INTO status_changes (ticket_id, version, from_status, to_status, actor_id, changed_at, reopened)
            VALUES (?, ?, ?, ?, ?, ?, ?)
            """;

    // A tag that is renamed or deleted at this moment is waited for, and then is not there: it is added anew.
    private static final String TAG = """
            INSERT INTO ticket_tags (ticket_id, tag_id)
            SELECT ?, id
              FROM tags
             WHERE name = ANY (?::text[])
               FOR KEY SHARE
            ON CONFLICT DO NOTHING
            """;

    private static final String UNTAG = """
            DELETE FROM ticket_tags tt
             USING tags g
             WHERE g.id = tt.tag_id AND tt.ticket_id = ? AND g.name = ?
            """;

    private static final String AROUND = """
            SELECT %s,
                   %s
              FROM (SELECT CAST(? AS bigint) AS id) t
            """.formatted(TicketSql.TAGS, TicketSql.CLOCKS);

    private static final String TAGS_OF = """
            SELECT g.name
              FROM ticket_tags tt
              JOIN tags g ON g.id = tt.tag_id
             WHERE tt.ticket_id = ?
             ORDER BY g.name
            """;

    // In the order of names, so that two tickets with the same new tags wait for each other instead of for ever.
    private static final String ADD_TAGS = """
            INSERT INTO tags (name, created_at)
            SELECT name, ?
              FROM unnest(?::text[]) AS name
             ORDER BY name
            ON CONFLICT (name) DO NOTHING
            """;

    private final Sql sql;
    private final TicketClocks clocks;

    TicketRepository(Sql sql, TicketClocks clocks) {
        this.sql = sql;
        this.clocks = clocks;
    }

    /** The ticket, locked until the transaction ends; empty where there is none or it is deleted. */
    public Optional<Ticket> lock(long id) {
        return lockEvenDeleted(id).filter(ticket -> !ticket.isDeleted());
    }

    Optional<Ticket> lockEvenDeleted(long id) {
        return sql.first(LOCK, TicketSql::ticket, id);
    }

    /** The stored ticket with what belongs to it. */
    TaggedTicket tagged(Ticket ticket) {
        return sql.first(
                        AROUND,
                        row -> new TaggedTicket(
                                ticket, TicketSql.tags(row), clocks.of(ticket.status(), row.getBytes("clocks"))),
                        ticket.id())
                .orElseThrow();
    }

    /** The same of a ticket that was stored just now. */
    TaggedTicket made(Ticket ticket, List<String> tags, @Nullable Assignment assignment) {
        List<String> sorted = tags.stream().sorted().toList();
        return new TaggedTicket(ticket, sorted, clocks.ofNew(ticket, sorted), assignment);
    }

    List<String> tags(long id) {
        return sql.list(TAGS_OF, row -> row.getString("name"), id);
    }

    void insert(Ticket ticket, List<String> tags) {
        TicketContent content = ticket.content();
        sql.update(
                INSERT,
                ticket.id(),
                ticket.number(),
                content.title(),
                content.description(),
                content.category(),
                content.customFields(),
                ticket.status(),
                ticket.priority(),
                ticket.initialPriority(),
                ticket.people().creatorId(),
                ticket.people().assigneeId(),
                ticket.version(),
                ticket.times().createdAt(),
                ticket.times().updatedAt());
        tag(ticket.id(), tags, ticket.times().createdAt());
    }

    /** Puts tags on the ticket that it does not have; those that nobody has used before come into being. */
    void tag(long id, List<String> tags, Instant at) {
        if (!tags.isEmpty() && sql.update(TAG, id, tags) < tags.size()) {
            addMissing(id, tags, at);
        }
    }

    void untag(long id, String tag) {
        sql.update(UNTAG, id, tag);
    }

    /** Saves the ticket as it stands, and the move of its status if there was one. */
    public void save(Ticket ticket, Optional<StatusMove> move) {
        TicketContent content = ticket.content();
        TicketPeople people = ticket.people();
        TicketTimes times = ticket.times();
        sql.update(
                UPDATE,
                people.creatorId(),
                times.deletedAt(),
                content.title(),
                content.description(),
                content.category(),
                content.customFields(),
                ticket.status(),
                ticket.priority(),
                people.assigneeId(),
                people.firstResponderId(),
                people.resolvedAssigneeId(),
                ticket.reopenCount(),
                ticket.version(),
                times.updatedAt(),
                times.firstRespondedAt(),
                times.resolvedAt(),
                times.closedAt(),
                ticket.id());
        move.ifPresent(this::insert);
    }

    /** Makes search find the ticket by the text that it has now. */
    void index(Ticket ticket) {
        TicketContent content = ticket.content();
        sql.update(INDEX, ticket.number(), content.title(), content.description(), ticket.id());
    }

    private void insert(StatusMove move) {
        sql.update(
                INSERT_MOVE,
                move.ticketId(),
                move.version(),
                move.from(),
                move.to(),
                move.actorId(),
                move.at(),
                move.isReopening());
    }

    private void addMissing(long ticketId, List<String> tags, Instant at) {
        sql.update(ADD_TAGS, at, tags);
        sql.update(TAG, ticketId, tags);
    }
}
