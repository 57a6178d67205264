package io.deskledger.api.sla.explain;

import io.deskledger.api.audit.AuditSchema;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.TicketTimeline.AssigneeAt;
import jakarta.inject.Singleton;
import java.util.List;

/** In whose hands tickets were, by the audit trail: nothing else remembers it. */
@Singleton
class HandsRepository {

    private static final int MOST = 10_000;

    private static final String CHANGES = """
            SELECT occurred_at, CAST(changes #>> '{assignee_id,to}' AS bigint) AS assignee_id
              FROM audit.trail
             WHERE ticket_id = ? AND jsonb_exists(changes, 'assignee_id')
             ORDER BY version
             LIMIT ?
            """;

    private final Sql sql;

    HandsRepository(Sql sql) {
        this.sql = sql;
    }

    /** The changes of the assignee in order, as far as the trail has got; none while there is no trail yet. */
    List<AssigneeAt> of(long ticketId) {
        try {
            return AuditSchema.require(() -> sql.list(
                    CHANGES,
                    row -> new AssigneeAt(Rows.instant(row, "occurred_at"), Rows.longOrNull(row, "assignee_id")),
                    ticketId,
                    MOST));
        } catch (ProblemException.Unavailable e) {
            return List.of();
        }
    }
}
