package io.deskledger.api.assignment;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** How many open tickets agents have, and who is next. */
@Singleton
class AgentLoadRepository {

    private static final long CHOICE_LOCK = 4_711_002;
    private static final long FOLD_LOCK = 4_711_004;

    // Agents are few, and so are changes that are not folded yet: this costs the same however many tickets there are.
    private static final String FREE = """
            WITH recent AS MATERIALIZED (
                SELECT agent_id, sum(delta) AS delta, max(id) FILTER (WHERE assigned) AS turn
                  FROM agent_load_changes
                 GROUP BY agent_id),
            staff AS (
                SELECT u.id, u.capacity, coalesce(l.open_tickets, 0) + coalesce(r.delta, 0) AS load,
                       greatest(l.last_turn, r.turn, 0) AS turn
                  FROM users u
                  LEFT JOIN agent_loads l ON l.agent_id = u.id
                  LEFT JOIN recent r ON r.agent_id = u.id
                 WHERE u.role = 'agent' AND u.active
                   AND (cardinality(?::text[]) = 0 OR u.skills @> ?::text[]))
            SELECT id
              FROM staff
             WHERE capacity IS NULL OR load < capacity
            """;

    private static final String LEAST_LOADED = FREE + " ORDER BY load, turn, id LIMIT 1";
    private static final String NEXT_IN_TURN = FREE + " ORDER BY turn, load, id LIMIT 1";

    private static final String WHY_NOBODY = """
            SELECT CASE WHEN NOT EXISTS (SELECT FROM users WHERE role = 'agent' AND active) THEN 'no_active_agent'
                        WHEN NOT EXISTS (SELECT FROM users
                                          WHERE role = 'agent' AND active
                                            AND (cardinality(?::text[]) = 0 OR skills @> ?::text[]))
                        THEN 'no_agent_with_skills'
                        ELSE 'all_at_capacity' END
            """;

    private static final String FOLD = """
            WITH gone AS (
                DELETE FROM agent_load_changes
                RETURNING id, agent_id, delta, assigned)
            INSERT INTO agent_loads (agent_id, open_tickets, last_turn)
            SELECT agent_id, sum(delta), coalesce(max(id) FILTER (WHERE assigned), 0)
              FROM gone
             GROUP BY agent_id
            ON CONFLICT (agent_id) DO UPDATE
               SET open_tickets = agent_loads.open_tickets + EXCLUDED.open_tickets,
                   last_turn = greatest(agent_loads.last_turn, EXCLUDED.last_turn)
            """;

    // All parts see the same snapshot: the changes that are deleted are those of the tickets that are counted.
    private static final String RECOUNT = """
            WITH gone AS (
                DELETE FROM agent_load_changes
                RETURNING id, agent_id, delta, assigned),
            known AS (
                SELECT agent_id, sum(open_tickets) AS open_tickets, max(last_turn) AS last_turn
                  FROM (SELECT agent_id, open_tickets, last_turn FROM agent_loads
                         UNION ALL
                        SELECT agent_id, delta, CASE WHEN assigned THEN id ELSE 0 END FROM gone) parts
                 GROUP BY agent_id),
            counted AS (
                SELECT assignee_id AS agent_id, count(*) AS open_tickets
                  FROM tickets
                 WHERE assignee_id IS NOT NULL AND deleted_at IS NULL
                   AND status IN ('open', 'in_progress', 'waiting_on_customer')
                 GROUP BY assignee_id),
            truth AS (
                SELECT agent_id, coalesce(c.open_tickets, 0) AS open_tickets, coalesce(k.last_turn, 0) AS last_turn,
                       coalesce(k.open_tickets, 0) <> coalesce(c.open_tickets, 0) AS drifted
                  FROM known k
                  FULL JOIN counted c USING (agent_id)),
            written AS (
                INSERT INTO agent_loads (agent_id, open_tickets, last_turn)
                SELECT agent_id, open_tickets, last_turn
                  FROM truth
                ON CONFLICT (agent_id) DO UPDATE
                   SET open_tickets = EXCLUDED.open_tickets, last_turn = EXCLUDED.last_turn)
            SELECT count(*) FILTER (WHERE drifted)
              FROM truth
            """;

    private final Sql sql;

    AgentLoadRepository(Sql sql) {
        this.sql = sql;
    }

    /** Until the transaction ends nobody else chooses. */
    void lockChoice() {
        sql.run("SELECT pg_advisory_xact_lock(?)", CHOICE_LOCK);
    }

    /** Who has the fewest open tickets, then who got one the longest ago; empty where nobody is free. */
    Optional<Long> leastLoaded(List<String> skills) {
        return sql.first(LEAST_LOADED, row -> row.getLong("id"), skills, skills);
    }

    /** Who got a ticket the longest ago; empty where nobody is free. */
    Optional<Long> nextInTurn(List<String> skills) {
        return sql.first(NEXT_IN_TURN, row -> row.getLong("id"), skills, skills);
    }

    String whyNobody(List<String> skills) {
        return sql.first(WHY_NOBODY, row -> row.getString(1), skills, skills).orElseThrow();
    }

    /** Whether this transaction, and none else until it ends, may rewrite the sums. */
    boolean tryLockSums() {
        return sql.first("SELECT pg_try_advisory_xact_lock(?)", row -> row.getBoolean(1), FOLD_LOCK)
                .orElseThrow();
    }

    /** Adds the changes to the sums; answers of how many agents there were any. */
    int fold() {
        return sql.update(FOLD);
    }

    /** Sets the sums to what the tickets say; answers of how many agents they had not been right. */
    long recount() {
        return sql.first(RECOUNT, row -> row.getLong(1)).orElseThrow();
    }
}
