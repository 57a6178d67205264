package io.deskledger.analytics.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Which times' days a change of a ticket can have altered. */
final class TouchedDays {

    private static final List<String> DATES = List.of("created_at", "first_responded_at", "resolved_at", "closed_at");

    /** What figures are counted and split by; a change of nothing but, say, the title alters no figure. */
    private static final Set<String> COUNTED = Set.of(
            "created_at",
            "first_responded_at",
            "resolved_at",
            "closed_at",
            "deleted_at",
            "status",
            "reopen_count",
            "priority",
            "category",
            "assignee_id",
            "tags",
            "comment");

    /** A comment that alters no date counts for its author on the day of the ticket's creation, and nowhere else. */
    private static final Set<String> COMMENT = Set.of("comment");

    /** Changes that move every figure of the ticket elsewhere, its past reopenings included. */
    private static final Set<String> SPLITTING = Set.of("priority", "category", "deleted_at");

    private static final Instant EARLIEST = Instant.parse("0001-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    private TouchedDays() {}

    /** The times whose days are to be computed again; empty where the change alters no figure. */
    static Set<Instant> times(TicketEvent event) {
        Map<String, FieldChange> changes = event.changes();
        if (!(event instanceof TicketEvent.Created) && Collections.disjoint(changes.keySet(), COUNTED)) {
            return promiseTimes(event);
        }
        if (isComment(event)) {
            Instant created = event.ticket().createdAt();
            return isCountable(created) ? Set.of(created) : Set.of();
        }
        Set<Instant> times = dates(event.ticket());
        for (String date : DATES) {
            FieldChange change = changes.get(date);
            if (change != null) {
                Stream.of(change.from(), change.to())
                        .map(TouchedDays::time)
                        .filter(Objects::nonNull)
                        .forEach(times::add);
            }
        }
        // After a permanent deletion its event alone still knows when the ticket was reopened.
        FieldChange reopenings = changes.get("reopened_at");
        if (reopenings != null) {
            reopenings
                    .from()
                    .valueStream()
                    .map(TouchedDays::time)
                    .filter(Objects::nonNull)
                    .forEach(times::add);
        }
        // A reopening is dated by the event itself.
        if (changes.containsKey("status") || changes.containsKey("reopen_count")) {
            times.add(event.header().time());
        }
        times.removeIf(time -> !isCountable(time));
        return times;
    }

    /** Whether a comment was made, changed or removed, and nothing of the ticket's life altered by it. */
    static boolean isComment(TicketEvent event) {
        return !(event instanceof TicketEvent.Created)
                && COMMENT.equals(event.changes().keySet().stream()
                        .filter(COUNTED::contains)
                        .collect(Collectors.toSet()));
    }

    /** The days of promises that are not among the ticket's own dates are looked up ({@link PastDays}). */
    private static Set<Instant> promiseTimes(TicketEvent event) {
        if (!movesPromises(event)) {
            return Set.of();
        }
        Set<Instant> times;
        if (event instanceof TicketEvent.SlaBreached) {
            // What is overdue is counted on the day of the creation.
            times = new HashSet<>(Set.of(event.ticket().createdAt()));
        } else {
            // Held to something else, the ticket may have lost a promise, and with it the clock that names its day.
            times = dates(event.ticket());
        }
        times.removeIf(time -> !isCountable(time));
        return times;
    }

    private static Set<Instant> dates(TicketSnapshot ticket) {
        Set<Instant> dates = new HashSet<>();
        Stream.of(ticket.createdAt(), ticket.firstRespondedAt(), ticket.resolvedAt(), ticket.closedAt())
                .filter(Objects::nonNull)
                .forEach(dates::add);
        return dates;
    }

    /** No ticket can be dated outside: a calendar of four digits is what the API accepts and a date can say. */
    private static boolean isCountable(Instant time) {
        return !time.isBefore(EARLIEST) && !time.isAfter(LATEST);
    }

    /** Whether the ticket's past reopenings are counted elsewhere now; their times are not in the event. */
    static boolean movesReopenings(TicketEvent event) {
        return !(event instanceof TicketEvent.Created)
                && !Collections.disjoint(event.changes().keySet(), SPLITTING);
    }

    /** Whether a promise was missed, or may be another one now, though no figure of the dates is altered. */
    static boolean movesPromises(TicketEvent event) {
        return event instanceof TicketEvent.SlaBreached
                || event instanceof TicketEvent.SlaReevaluated
                || event.changes().containsKey("creator_id");
    }

    private static @Nullable Instant time(JsonNode value) {
        try {
            return value.isTextual() ? Instant.parse(value.textValue()) : null;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
