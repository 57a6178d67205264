package io.deskledger.api.assignment;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.model.WireName;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What events mean for one agent's load.
 *
 * @param agentId the agent
 * @param delta how many open tickets more, or fewer
 * @param assigned whether the agent was given a ticket
 */
record LoadChange(long agentId, int delta, boolean assigned) {

    private static final String STATUS = "status";
    private static final String ASSIGNEE = "assignee_id";
    private static final String DELETED = "deleted_at";

    /** The sum of all events for each agent whom they touch, in the order of ids. */
    static List<LoadChange> of(List<ChangeEvent> events) {
        Map<Long, LoadChange> sums = new TreeMap<>();
        for (ChangeEvent event : events) {
            if (event instanceof TicketEvent ticket) {
                of(ticket).forEach(change -> sums.merge(change.agentId, change, LoadChange::plus));
            }
        }
        return sums.values().stream()
                .filter(change -> change.delta != 0 || change.assigned)
                .toList();
    }

    private static List<LoadChange> of(TicketEvent event) {
        Map<String, FieldChange> changes = event.changes();
        if (!changes.containsKey(STATUS) && !changes.containsKey(ASSIGNEE) && !changes.containsKey(DELETED)) {
            return List.of();
        }
        Load before = Load.before(event);
        Load after = Load.after(event);
        List<LoadChange> result = new ArrayList<>(2);
        if (before.counts() != null) {
            result.add(new LoadChange(before.counts(), -1, false));
        }
        if (after.counts() != null) {
            result.add(new LoadChange(after.counts(), 1, !Objects.equals(after.assignee, before.assignee)));
        }
        return result;
    }

    private LoadChange plus(LoadChange other) {
        return new LoadChange(agentId, delta + other.delta, assigned || other.assigned);
    }

    /** Who had a ticket, and whether it was open and there. */
    private record Load(@Nullable Long assignee, boolean open) {

        static Load before(TicketEvent event) {
            return of(event, true);
        }

        static Load after(TicketEvent event) {
            return of(event, false);
        }

        @Nullable
        Long counts() {
            return open ? assignee : null;
        }

        private static Load of(TicketEvent event, boolean before) {
            TicketSnapshot ticket = event.ticket();
            FieldChange assignee = event.changes().get(ASSIGNEE);
            FieldChange status = event.changes().get(STATUS);
            FieldChange deleted = event.changes().get(DELETED);
            boolean open = status == null ? ticket.status().isOpen() : isOpen(side(status, before));
            boolean there = deleted == null
                    ? ticket.deletedAt() == null
                    : side(deleted, before).isNull();
            return new Load(assignee == null ? ticket.assigneeId() : id(side(assignee, before)), open && there);
        }

        private static JsonNode side(FieldChange change, boolean before) {
            return before ? change.from() : change.to();
        }

        private static @Nullable Long id(JsonNode value) {
            return value.isNull() ? null : value.longValue();
        }

        /** A ticket that is not there yet, or not any more, has no status. */
        private static boolean isOpen(JsonNode status) {
            return WireName.find(TicketStatus.class, status.asText())
                    .filter(TicketStatus::isOpen)
                    .isPresent();
        }
    }
}
