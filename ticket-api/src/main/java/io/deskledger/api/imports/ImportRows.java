package io.deskledger.api.imports;

import io.deskledger.api.imports.ReplayedTicket.Said;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.ticket.StatusMove;
import io.deskledger.api.ticket.Ticket;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Writes what the tickets of a batch have become: one statement per table, however many there are. */
@Singleton
final class ImportRows {

    private static final String TICKETS = """
            INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category,
                                 custom_fields, creator_id, assignee_id, first_responder_id, resolved_assignee_id,
                                 reopen_count, version, created_at, updated_at, first_responded_at, resolved_at,
                                 closed_at)
            SELECT *
              FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::jsonb[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                          ?::integer[], ?::bigint[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[],
                          ?::timestamptz[], ?::timestamptz[])
            """;

    private static final String SEARCH = """
            INSERT INTO ticket_search (ticket_id, content)
            SELECT t.id, search_content(t.number, t.title, t.description)
              FROM unnest(?::bigint[], ?::text[], ?::text[], ?::text[]) AS t (id, number, title, description)
            """;

    private static final String COMMENTS = """
            INSERT INTO comments (ticket_id, id, author_id, content, is_internal, created_at, updated_at)
            SELECT c.ticket_id, c.id, c.author_id, c.content, c.is_internal, c.at, c.at
              FROM unnest(?::bigint[], ?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::timestamptz[])
                   AS c (ticket_id, id, author_id, content, is_internal, at)
            """;

    private static final String MOVES = """
            INSERT INTO status_changes (ticket_id, version, from_status, to_status, actor_id, changed_at, reopened)
            SELECT *
              FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[], ?::boolean[])
            """;

    // In the order of their names: two imports that need the same new tags then wait for each other, not in a circle.
    private static final String NEW_TAGS = """
            INSERT INTO tags (name, created_at)
            SELECT t.name, t.at::timestamptz
              FROM unnest(?::text[], ?::text[]) AS t (name, at)
             ORDER BY t.name
            ON CONFLICT (name) DO NOTHING
            """;

    private static final String TICKET_TAGS = """
            INSERT INTO ticket_tags (ticket_id, tag_id)
            SELECT t.ticket_id, tags.id
              FROM unnest(?::bigint[], ?::text[]) AS t (ticket_id, name)
              JOIN tags ON tags.name = t.name
            """;

    void insert(Connection connection, List<ReplayedTicket> replayed, Instant now) throws SQLException {
        tickets(connection, replayed.stream().map(ReplayedTicket::ticket).toList());
        comments(
                connection,
                replayed.stream().flatMap(one -> one.comments().stream()).toList());
        moves(connection, replayed.stream().flatMap(one -> one.moves().stream()).toList());
        tags(connection, replayed, now);
    }

    private static void tickets(Connection connection, List<Ticket> tickets) throws SQLException {
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
                .addText(ticket -> ticket.times().closedAt())
                .execute(connection, TICKETS);
        ArrayColumns.of(tickets)
                .add("bigint", Ticket::id)
                .add("text", Ticket::number)
                .add("text", ticket -> ticket.content().title())
                .add("text", ticket -> ticket.content().description())
                .execute(connection, SEARCH);
    }

    private static void comments(Connection connection, List<Said> comments) throws SQLException {
        ArrayColumns.of(comments)
                .add("bigint", Said::ticketId)
                .add("bigint", Said::id)
                .add("bigint", Said::authorId)
                .add("text", Said::content)
                .add("boolean", Said::internal)
                .addText(Said::at)
                .execute(connection, COMMENTS);
    }

    private static void moves(Connection connection, List<StatusMove> moves) throws SQLException {
        ArrayColumns.of(moves)
                .add("bigint", StatusMove::ticketId)
                .add("bigint", StatusMove::version)
                .add("text", move -> move.from().wire())
                .add("text", move -> move.to().wire())
                .add("bigint", StatusMove::actorId)
                .addText(StatusMove::at)
                .add("boolean", StatusMove::isReopening)
                .execute(connection, MOVES);
    }

    private static void tags(Connection connection, List<ReplayedTicket> replayed, Instant now) throws SQLException {
        SortedSet<String> names = new TreeSet<>();
        List<TicketTag> ticketTags = new ArrayList<>();
        for (ReplayedTicket one : replayed) {
            names.addAll(one.tags());
            one.tags().forEach(name -> ticketTags.add(new TicketTag(one.ticket().id(), name)));
        }
        if (names.isEmpty()) {
            return;
        }
        ArrayColumns.of(List.copyOf(names))
                .add("text", name -> name)
                .addText(name -> now)
                .execute(connection, NEW_TAGS);
        ArrayColumns.of(ticketTags)
                .add("bigint", TicketTag::ticketId)
                .add("text", TicketTag::name)
                .execute(connection, TICKET_TAGS);
    }

    private record TicketTag(long ticketId, String name) {}
}
