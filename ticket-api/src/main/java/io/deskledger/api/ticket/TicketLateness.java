package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import io.deskledger.model.ticket.TicketStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The conditions on a ticket's clocks.
 *
 * @param overdue unresolved, and past its resolution target
 * @param escalationHours still open, in nobody's work, though its clock has run for more than so many hours; or null
 */
record TicketLateness(boolean overdue, @Nullable Integer escalationHours) {

    private static final int MAX_HOURS = 100_000;

    private static final String OVERDUE = """
            EXISTS (SELECT
                      FROM ticket_sla k
                     WHERE k.ticket_id = t.id AND k.target = 'resolution' AND k.is_open AND k.due_at < ?)""";

    private static final String ESCALATED = """
            EXISTS (SELECT
                      FROM ticket_sla k
                     WHERE k.ticket_id = t.id AND k.target = 'resolution' AND k.is_open
                       AND k.counted_from < coalesce(
                               (SELECT e.before
                                  FROM unnest(?::bigint[], ?::timestamptz[]) AS e (id, before)
                                 WHERE e.id = k.policy_version_id), ?))""";

    static TicketLateness read(QueryParams query) {
        boolean asked = query.has("escalation_hours");
        int hours = query.integer("escalation_hours", 0, MAX_HOURS, 0);
        return new TicketLateness(query.flag("overdue"), asked ? hours : null);
    }

    boolean isEmpty() {
        return !overdue && escalationHours == null;
    }

    /** The statuses that a ticket can have, so that no list of resolved ones is walked in vain. */
    List<TicketStatus> within(List<TicketStatus> asked) {
        if (!asked.isEmpty() || isEmpty()) {
            return asked;
        }
        return escalationHours == null
                ? List.of(TicketStatus.OPEN, TicketStatus.IN_PROGRESS, TicketStatus.WAITING_ON_CUSTOMER)
                : List.of(TicketStatus.OPEN);
    }

    void add(TicketConditions conditions, TicketClocks clocks) {
        if (overdue) {
            conditions.and(OVERDUE, clocks.now());
        }
        if (escalationHours != null) {
            EscalationLimits limits = clocks.limits(escalationHours);
            conditions.and("t.status_rank = " + TicketRank.of(TicketStatus.OPEN));
            conditions.and(ESCALATED, limits.versions(), limits.instants(), limits.otherwise());
        }
    }
}
