package io.deskledger.api.console.queue;

import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Queues;
import io.deskledger.api.console.Words;
import io.deskledger.api.http.Page;
import io.deskledger.api.ticket.TicketView;
import io.deskledger.api.user.User;
import java.time.Instant;
import java.util.List;

/**
 * A list of tickets as it is shown.
 *
 * @param search what it was asked for
 * @param conditions the same in words
 * @param tickets its first page
 * @param agents whom tickets can be given to
 * @param escalationHours how long nobody may have taken a ticket up before it counts as left behind
 * @param columns what is shown of each
 * @param me who looks
 * @param now when
 */
record QueuePage(
        QueueSearch search,
        Conditions conditions,
        Page<TicketView> tickets,
        List<User> agents,
        String escalationHours,
        Columns columns,
        long me,
        Instant now) {

    private static final List<String> CHIPS =
            List.of("status", "priority", "unassigned", "overdue", "q", "sort", "order", "assignee_id");

    static final List<String> SORTS = List.of(
            "created_at.desc", "created_at.asc", "updated_at.desc", "updated_at.asc", "priority.desc", "status.asc");

    List<String> statuses() {
        return Choices.STATUSES;
    }

    List<String> priorities() {
        return Choices.PRIORITIES;
    }

    List<String> sorts() {
        return SORTS;
    }

    /** Whose tickets the list has. */
    String assignee(Words words) {
        String id = search.text("assignee_id");
        return id.equals(Long.toString(me))
                ? words.t("me")
                : agents.stream()
                        .filter(agent -> Long.toString(agent.id()).equals(id))
                        .map(User::fullName)
                        .findFirst()
                        .orElse("#" + id);
    }

    /** Where the list goes on. */
    String more() {
        return "/tickets?" + search.query() + "&cursor=" + tickets.nextCursor();
    }

    /** Which of the lists that everybody has it is, or the saved view, or an empty text. */
    static String section(QueueSearch search, long me) {
        if (!search.view().isEmpty()) {
            return "view-" + search.view();
        }
        String query = search.query();
        if (query.equals(Queues.mine(me))) {
            return "mine";
        }
        return switch (query) {
            case Queues.OPEN -> "open";
            case Queues.OPEN + "&unassigned=true" -> "unassigned";
            case Queues.OPEN + "&priority=urgent" -> "urgent";
            case Queues.OPEN + "&overdue=true" -> "overdue";
            case "status=waiting_on_customer" -> "waiting";
            case "status=resolved&sort=updated_at" -> "resolved";
            case Queues.DELETED -> "deleted";
            case "sort=created_at", "" -> "all";
            default -> "";
        };
    }

    /** The conditions that no chip of the bar shows, such as those of a figure that led here. */
    List<String> others() {
        return search.values().keySet().stream()
                .filter(name -> !CHIPS.contains(name))
                .filter(name -> !name.equals("escalation_hours") || !search.has(name, escalationHours))
                .toList();
    }

    String sort() {
        String sort = search.text("sort");
        String order = search.text("order");
        return (sort.isEmpty() ? "created_at" : sort) + (order.equals("asc") ? ".asc" : ".desc");
    }
}
