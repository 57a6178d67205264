package io.deskledger.api.ticket;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A ticket of a test, and its row. */
record FilteredRow(
        long id,
        String title,
        String folded,
        String status,
        String priority,
        @Nullable String category,
        long creatorId,
        @Nullable Long assigneeId,
        int createdDay,
        int updatedDay,
        Set<String> tags,
        boolean publicComment,
        boolean internalComment) {

    private static final List<String> STATUSES =
            List.of("open", "in_progress", "waiting_on_customer", "resolved", "closed");
    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "urgent");
    private static final List<String> WORDS = List.of("printer", "on fire", "Café", "Straße", "50%", "vpn");
    private static final List<String> FOLDED = List.of("printer", "on fire", "cafe", "strasse", "50%", "vpn");

    private static final String INSERT = """
            WITH t AS (
                INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category,
                                     creator_id, assignee_id, version, created_at, updated_at, resolved_at, closed_at)
                SELECT id, 'TKT-20260101-' || id, title, 'Described here.', status, priority, priority, category,
                       creator, assignee, 1, created, updated,
                       CASE WHEN status IN ('resolved', 'closed') THEN updated END,
                       CASE WHEN status = 'closed' THEN updated END
                  FROM (SELECT ?::bigint AS id, ? AS title, ? AS status, ? AS priority, ? AS category,
                               ?::bigint AS creator, ?::bigint AS assignee,
                               timestamptz '2026-01-01Z' + (? - 1) * interval '1 day' AS created,
                               timestamptz '2026-02-01Z' + (? - 1) * interval '1 day' AS updated) given
                RETURNING *),
            g AS (INSERT INTO tags (name, created_at) SELECT unnest(?::text[]), now()
                  ON CONFLICT (name) DO UPDATE SET name = excluded.name RETURNING id),
            tagged AS (INSERT INTO ticket_tags SELECT t.id, g.id FROM t, g),
            said AS (INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                     SELECT t.id, t.creator_id, 'Said', internal, now(), now()
                       FROM t, (VALUES (false, ?), (true, ?)) AS c (internal, wanted)
                      WHERE wanted),
            news AS (INSERT INTO search_news SELECT id FROM t)
            INSERT INTO ticket_search (ticket_id, created_at, content)
            SELECT id, created_at, search_content(ticket_number, title, description)
              FROM t
            """;

    static FilteredRow random(long id, long creator, long agent, Random random) {
        int first = random.nextInt(WORDS.size());
        int second = random.nextInt(WORDS.size());
        Set<String> tags = new TreeSet<>();
        List.of("vpn", "pc", "mail").stream().filter(_ -> random.nextBoolean()).forEach(tags::add);
        return new FilteredRow(
                id,
                "The " + WORDS.get(first) + " and " + WORDS.get(second),
                "the " + FOLDED.get(first) + " and " + FOLDED.get(second),
                STATUSES.get(random.nextInt(STATUSES.size())),
                PRIORITIES.get(random.nextInt(PRIORITIES.size())),
                random.nextInt(3) == 0 ? null : random.nextBoolean() ? "billing" : "network",
                creator,
                random.nextBoolean() ? agent : null,
                1 + random.nextInt(9),
                1 + random.nextInt(9),
                tags,
                random.nextBoolean(),
                random.nextInt(3) == 0);
    }

    void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            Object[] values = {
                id,
                title,
                status,
                priority,
                category,
                creatorId,
                assigneeId,
                createdDay,
                updatedDay,
                connection.createArrayOf("text", tags.toArray()),
                publicComment,
                internalComment
            };
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.executeUpdate();
        }
    }

    boolean holds(String text) {
        return folded.contains(text);
    }

    boolean hasComments(boolean asCustomer) {
        return publicComment || (internalComment && !asCustomer);
    }

    static Comparator<FilteredRow> order(String sort) {
        Comparator<FilteredRow> byCreation = Comparator.comparing(FilteredRow::createdDay);
        Comparator<FilteredRow> order = switch (sort) {
            case "updated_at" -> Comparator.comparing(FilteredRow::updatedDay);
            case "priority" ->
                Comparator.<FilteredRow, Integer>comparing(row -> PRIORITIES.indexOf(row.priority()))
                        .thenComparing(byCreation);
            case "status" ->
                Comparator.<FilteredRow, Integer>comparing(row -> STATUSES.indexOf(row.status()))
                        .thenComparing(byCreation);
            default -> byCreation;
        };
        return order.thenComparing(FilteredRow::id);
    }
}
