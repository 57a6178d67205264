package io.deskledger.api.sla.simulation;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the tickets that a report of resolutions can count, each with its history, in one pass. */
@Singleton
class PastTickets {

    private static final int PORTION = 5_000;

    // Who is resolved in the range, and whoever is not resolved and was there before its end. Histories are looked up
    // ticket by ticket, so that a small range of a large desk costs little.
    private static final String TICKETS = """
            SELECT t.id, t.created_at, t.priority, t.status, t.category, t.resolved_at, u.company, u.account_type,
                   v.policy_id, s.policy_version_id, s.state, s.due_at, s.breached_at,
                   h.from_status, h.times, h.statuses,
                   CASE WHEN ? THEN (SELECT array_agg(g.name)
                                       FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                                      WHERE tt.ticket_id = t.id) END AS tags
              FROM (SELECT id FROM tickets
                     WHERE resolved_at >= ? AND resolved_at < ? AND deleted_at IS NULL
                     UNION ALL
                    SELECT id FROM tickets
                     WHERE status IN ('open', 'in_progress', 'waiting_on_customer') AND created_at < ?
                       AND deleted_at IS NULL) counted
              JOIN tickets t USING (id)
              JOIN users u ON u.id = t.creator_id
              LEFT JOIN ticket_sla s ON s.ticket_id = t.id AND s.target = 'resolution'
              LEFT JOIN sla_policy_versions v ON v.id = s.policy_version_id
              LEFT JOIN LATERAL (
                   SELECT (array_agg(c.from_status ORDER BY c.version))[1] AS from_status,
                          array_agg(CAST(extract(epoch FROM c.changed_at) * 1000000 AS bigint) ORDER BY c.version) AS times,
                          array_agg(c.to_status ORDER BY c.version) AS statuses
                     FROM status_changes c
                    WHERE c.ticket_id = t.id AND NOT c.undone) h ON true
            """;

    private static final Map<String, TicketStatus> STATUSES =
            Arrays.stream(TicketStatus.values()).collect(Collectors.toMap(TicketStatus::wire, Function.identity()));

    private final Sql sql;

    PastTickets(Sql sql) {
        this.sql = sql;
    }

    /**
     * Tells them in no order.
     *
     * @param start the first instant of the range
     * @param end the first instant after it
     * @param withTags whether tags are needed
     */
    void each(Instant start, Instant end, boolean withTags, Consumer<PastTicket> told) {
        sql.each(TICKETS, PORTION, PastTickets::ticket, told, withTags, start, end, end);
    }

    private static PastTicket ticket(ResultSet row) throws SQLException {
        return new PastTicket(
                row.getLong("id"),
                new SlaSubject(
                        Rows.constant(row, "priority", TicketPriority.class),
                        row.getString("category"),
                        Set.copyOf(Rows.texts(row, "tags")),
                        row.getString("company"),
                        row.getString("account_type")),
                timeline(row),
                Rows.instantOrNull(row, "resolved_at"),
                real(row));
    }

    private static PastTicket.@Nullable Real real(ResultSet row) throws SQLException {
        Long version = Rows.longOrNull(row, "policy_version_id");
        return version == null
                ? null
                : new PastTicket.Real(
                        row.getLong("policy_id"),
                        version,
                        Rows.constant(row, "state", SlaState.class),
                        Rows.instantOrNull(row, "due_at"),
                        Rows.instantOrNull(row, "breached_at"));
    }

    private static TicketTimeline timeline(ResultSet row) throws SQLException {
        Array times = row.getArray("times");
        TicketStatus initial = status(times == null ? row.getString("status") : row.getString("from_status"));
        List<StatusAt> changes = new ArrayList<>();
        if (times != null) {
            Long[] micros = (Long[]) times.getArray();
            List<String> statuses = Rows.texts(row, "statuses");
            for (int i = 0; i < micros.length; i++) {
                changes.add(new StatusAt(Instant.EPOCH.plus(micros[i], ChronoUnit.MICROS), status(statuses.get(i))));
            }
        }
        return new TicketTimeline(Rows.instant(row, "created_at"), initial, changes, List.of(), List.of());
    }

    private static TicketStatus status(String wire) {
        TicketStatus status = STATUSES.get(wire);
        if (status == null) {
            throw new IllegalStateException("a status is " + wire + ", which has no constant");
        }
        return status;
    }
}
