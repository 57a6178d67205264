package io.deskledger.api.ticket;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A ticket as a line of CSV; addresses are for staff. */
final class TicketCsv {

    private static final List<String> COLUMNS = List.of(
            "id",
            "ticket_number",
            "title",
            "description",
            "status",
            "priority",
            "initial_priority",
            "category",
            "tags",
            "custom_fields",
            "creator_id",
            "creator",
            "assignee_id",
            "assignee",
            "reopen_count",
            "version",
            "created_at",
            "updated_at",
            "first_responded_at",
            "resolved_at",
            "closed_at",
            "deleted_at",
            "response_time_hours");
    private static final List<String> ADDRESSES = List.of("creator_email", "assignee_email");

    private TicketCsv() {}

    static List<String> columns(boolean emails) {
        List<String> columns = new ArrayList<>(COLUMNS);
        if (emails) {
            columns.addAll(ADDRESSES);
        }
        return columns;
    }

    static List<@Nullable Object> cells(TicketView ticket, boolean emails) {
        PersonView creator = ticket.creator();
        PersonView assignee = ticket.assignee();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.asList(
                ticket.id(),
                ticket.ticketNumber(),
                ticket.title(),
                ticket.description(),
                ticket.status().wire(),
                ticket.priority().wire(),
                ticket.initialPriority().wire(),
                ticket.category(),
                String.join(",", ticket.tags()),
                ticket.customFields().toString(),
                ticket.creatorId(),
                creator == null ? null : creator.fullName(),
                ticket.assigneeId(),
                assignee == null ? null : assignee.fullName(),
                ticket.reopenCount(),
                ticket.version(),
                ticket.createdAt(),
                ticket.updatedAt(),
                ticket.firstRespondedAt(),
                ticket.resolvedAt(),
                ticket.closedAt(),
                ticket.deletedAt(),
                ticket.responseTimeHours()));
        if (emails) {
            cells.add(creator == null ? null : creator.email());
            cells.add(assignee == null ? null : assignee.email());
        }
        return cells;
    }
}
