package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to a ticket, as far as clocks care. Lists are in the order in which things happened; an entry dated
 * before the one ahead of it, or before the creation, counts as of that one's time.
 *
 * @param initialStatus the status at the creation, open unless the ticket was imported
 * @param statuses the changes of the status
 * @param replies the public comments
 * @param assignees the changes of the assignee; they only tell in whose hands the ticket was in an interval
 */
public record TicketTimeline(
        Instant createdAt,
        TicketStatus initialStatus,
        List<StatusAt> statuses,
        List<ReplyAt> replies,
        List<AssigneeAt> assignees) {

    /** A change to a status. */
    public record StatusAt(Instant at, TicketStatus status) {}

    /** A public comment by staff or by a customer. */
    public record ReplyAt(Instant at, boolean byStaff) {}

    /** A change of hands; null: nobody's. */
    public record AssigneeAt(Instant at, @Nullable Long assigneeId) {}

    public TicketTimeline {
        statuses = List.copyOf(statuses);
        replies = List.copyOf(replies);
        assignees = List.copyOf(assignees);
    }
}
