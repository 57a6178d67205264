package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How pages are planned: along the index of whoever narrows them down, and not anew for each. */
class ListPlanIT {

    private static final Caller ADMIN = new Caller(1, UserRole.ADMIN, new Origin("plan", null, null));

    /**
     * Eight creators and forty agents have as many tickets each, as have the statuses, priorities and two hundred
     * categories; one in seven is nobody's, and none lies beside the one that was created after it.
     */
    private static final String TICKETS = """
            INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority, category,
                                 creator_id, assignee_id, resolved_assignee_id, version, created_at, updated_at,
                                 resolved_at, closed_at)
            SELECT n, 'TKT-20260101-' || n, 'A title', 'A long description', status, priority, priority,
                   'category ' || n %% 200, 5 + n / 5 %% 8, CASE WHEN n %% 7 > 0 THEN agent END, agent, 1, created, created,
                   CASE WHEN status IN ('resolved', 'closed') THEN created END,
                   CASE WHEN status = 'closed' THEN created END
              FROM (SELECT n, 5 + n / 40 %% 40 AS agent,
                           (ARRAY['open', 'in_progress', 'waiting_on_customer', 'resolved', 'closed'])[1 + n %% 5] AS status,
                           (ARRAY['low', 'medium', 'high', 'urgent'])[1 + n / 1600 %% 4] AS priority,
                           timestamptz '2026-01-01Z' + n * 7919 %% %1$d * interval '1 minute' AS created
                      FROM generate_series(1, %1$d) n) t
            """.formatted(32_000);

    private static ApiServer api;

    /** What is planned goes by the statistics, so they are those of a desk of its own and stay as they are. */
    @BeforeAll
    static void start() {
        api = ApiServer.start(
                ApiServer.newDatabase(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false));
        api.execute("INSERT INTO users (id, email, full_name, role, created_at, updated_at)"
                + " SELECT n, 'p' || n || '@example.org', 'P', 'agent', now(), now() FROM generate_series(5, 44) n");
        api.execute("ALTER TABLE tickets SET (autovacuum_enabled = off)");
        api.execute(TICKETS);
        api.execute("VACUUM (ANALYZE) tickets, users");
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        "assignee_id, desc, Scan Backward using tickets_by_assignee on",
        "creator_id, desc, Scan Backward using tickets_by_creator on",
        "resolved_by, desc, Scan Backward using tickets_by_resolver on",
        "resolved_by, asc, Scan using tickets_by_resolver on"
    })
    void aPersonsTicketsAreReadInTheirOrder(String filter, String order, String walk) throws SQLException {
        assertThat(plan(Map.of(filter, List.of("7"), "order", List.of(order))))
                .contains(walk)
                .doesNotContain("Sort");
    }

    @ParameterizedTest
    @CsvSource({
        "assignee_id, 7, tickets_by_assignee",
        "creator_id, 7, tickets_by_creator",
        "category, category 7, tickets_by_category",
        "unassigned, true, tickets_unassigned"
    })
    void theTableIsReadForThePageAlone(String filter, String value, String index) throws SQLException {
        assertThat(plan(Map.of(filter, List.of(value), "status", List.of("open"), "priority", List.of("urgent"))))
                .containsPattern(index + " on .*\\n.*Index Cond: .*status_rank = 1.*priority_rank = 4")
                .doesNotContain("Filter", "Sort");
    }

    /**
     * PostgreSQL tries five plans for the very values, and keeps one for all only where that is no dearer. The driver
     * prepares what it runs for the fifth time: of twelve runs eight, or all on a connection that ran it before.
     */
    @ParameterizedTest
    @CsvSource({"status, open, 50", "category, nobody-has-it, 20", "assignee_id, 7, 3", "creator_id, 7, 200"})
    void aPlanIsKeptForPages(String filter, String value, String limit) {
        var context = api.server().getApplicationContext();
        TicketViewRepository tickets = context.getBean(TicketViewRepository.class);
        TicketFilter page =
                TicketFilter.read(new QueryParams(Map.of(filter, List.of(value), "limit", List.of(limit))), ADMIN);
        TransactionOperations<?> transactions = context.getBean(TransactionOperations.class);
        List<String> kept = transactions.executeRead(_ -> {
            Sql sql = context.getBean(Sql.class);
            sql.run("DEALLOCATE ALL");
            for (int i = 0; i < 12; i++) {
                tickets.page(page, List.of(), TicketInclude.NOBODY);
            }
            return sql.list(
                    "SELECT custom_plans || ' ' || generic_plans AS kept FROM pg_prepared_statements"
                            + " WHERE statement LIKE 'WITH chosen%'",
                    row -> row.getString("kept"));
        });
        assertThat(kept).singleElement().isIn("0 8", "0 12", "5 3", "5 7");
    }

    private String plan(Map<String, List<String>> parameters) throws SQLException {
        TicketClocks clocks = api.server().getApplicationContext().getBean(TicketClocks.class);
        TicketPageQuery query =
                new TicketPageQuery(TicketFilter.read(new QueryParams(parameters), ADMIN), List.of(), clocks);
        try (Connection owner = api.owner();
                PreparedStatement explain = owner.prepareStatement("EXPLAIN " + query.sql())) {
            Object[] values = query.parameters();
            for (int i = 0; i < values.length; i++) {
                explain.setObject(i + 1, values[i]);
            }
            StringBuilder plan = new StringBuilder();
            try (var rows = explain.executeQuery()) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }
}
