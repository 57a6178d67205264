package io.deskledger.api.sla.escalation;

import io.deskledger.api.sla.escalation.EscalationService.Step;
import io.deskledger.api.sla.policy.EscalationAction;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketBatchRepository;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.ticket.TicketPriority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Changes tickets by what policies say: all of them read once, and written once. */
@Singleton
class EscalatedTickets {

    private static final String SAVE = """
            UPDATE tickets t
               SET priority = e.priority, assignee_id = e.assignee_id, version = e.version,
                   updated_at = e.updated_at::timestamptz
              FROM unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::text[])
                   AS e (id, priority, assignee_id, version, updated_at)
             WHERE t.id = e.id
            """;

    private static final String STAFF = "SELECT id FROM users WHERE id = ANY (?) AND active AND role <> 'customer'";

    private final Sql sql;
    private final TicketBatchRepository tickets;

    EscalatedTickets(Sql sql, TicketBatchRepository tickets) {
        this.sql = sql;
        this.tickets = tickets;
    }

    /** Makes those of the changes that are possible, one after the other; answers what tells of them. */
    List<ChangeEvent> change(List<Step> steps, Instant now) {
        Map<Long, Ticket> standing = new LinkedHashMap<>();
        tickets.readWithoutContent(
                        steps.stream().map(Step::ticketId).distinct().sorted().toList())
                .forEach(ticket -> standing.put(ticket.id(), ticket));
        Set<Long> staff = staff(steps);
        Map<Long, Ticket> changed = new LinkedHashMap<>();
        List<ChangeEvent> events = new ArrayList<>();
        for (Step step : steps) {
            Ticket before = standing.get(step.ticketId());
            if (before != null && before.status().isOpen()) {
                changed(before, step, staff, now).ifPresent(change -> {
                    change.changes().put("rule", FieldChange.added(step.rule()));
                    events.add(change.event(now, Actor.SYSTEM, EscalationService.ORIGIN));
                    standing.put(before.id(), change.after());
                    changed.put(before.id(), change.after());
                });
            }
        }
        save(List.copyOf(changed.values()));
        return events;
    }

    private static Optional<TicketChange> changed(Ticket before, Step step, Set<Long> staff, Instant now) {
        Long assignee = step.action().assigneeId();
        if (step.action().kind() != EscalationAction.Kind.REASSIGN) {
            return TicketChange.updated(before, before.changePriority(raised(before.priority())), now);
        }
        return assignee != null && staff.contains(assignee)
                ? TicketChange.updated(before, before.assign(assignee), now)
                : Optional.empty();
    }

    private static TicketPriority raised(TicketPriority priority) {
        return switch (priority) {
            case LOW -> TicketPriority.MEDIUM;
            case MEDIUM -> TicketPriority.HIGH;
            case HIGH, URGENT -> TicketPriority.URGENT;
        };
    }

    /** Those who can be given tickets now. */
    private Set<Long> staff(List<Step> steps) {
        List<Long> wanted = steps.stream()
                .map(step -> step.action().assigneeId())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return wanted.isEmpty() ? Set.of() : new HashSet<>(sql.list(STAFF, row -> row.getLong("id"), wanted));
    }

    private void save(List<Ticket> changed) {
        if (!changed.isEmpty()) {
            sql.update(
                    SAVE,
                    ArrayColumns.of(changed)
                            .add("bigint", Ticket::id)
                            .add("text", ticket -> ticket.priority().wire())
                            .add("bigint", ticket -> ticket.people().assigneeId())
                            .add("bigint", Ticket::version)
                            .addText(ticket -> ticket.times().updatedAt()));
        }
    }
}
