package io.deskledger.api.ticket;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.assignment.Assignment;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as the API shows it.
 *
 * @param initialPriority the priority it was created with
 * @param customFields a JSON object; empty where nobody set any
 * @param tags sorted
 * @param creatorId the customer it was created for
 * @param assigneeId whose it is, or null
 * @param firstResponderId who gave the first public answer, or null
 * @param resolvedAssigneeId whose it was when it was resolved, or null
 * @param version counts its changes from 1; the {@code ETag}
 * @param firstRespondedAt when staff first answered in public, or null
 * @param responseTimeHours the wait for that from the creation on, in hours to two decimals; null while nobody answered
 * @param isOverdue unresolved and past the target of its resolution
 * @param escalationNeeded in status {@code open}, though the clock of its resolution has run for long
 * @param sla its clocks, or null where nothing is promised
 * @param creator only where asked for
 * @param assignee only where asked for, and where it has one
 * @param comments the latest twenty or as many as 128 KiB hold, only where asked for
 * @param assignment how its assignee was chosen, only where that was just done
 */
@Serdeable
public record TicketView(
        long id,
        String ticketNumber,
        String title,
        String description,
        TicketStatus status,
        TicketPriority priority,
        TicketPriority initialPriority,
        @Nullable String category,
        JsonNode customFields,
        List<String> tags,
        long creatorId,
        @Nullable Long assigneeId,
        @Nullable Long firstResponderId,
        @Nullable Long resolvedAssigneeId,
        int reopenCount,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant firstRespondedAt,
        @Nullable Instant resolvedAt,
        @Nullable Instant closedAt,
        @Nullable Instant deletedAt,
        @Nullable BigDecimal responseTimeHours,
        boolean isOverdue,
        boolean escalationNeeded,
        @Nullable SlaView sla,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PersonView creator,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable PersonView assignee,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode comments,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Assignment assignment) {

    private static final int DECIMALS = 2;
    private static final BigDecimal MILLIS_PER_HOUR = BigDecimal.valueOf(3_600_000);

    static TicketView of(TaggedTicket tagged) {
        return of(tagged, null, null, null);
    }

    static TicketView of(
            TaggedTicket tagged,
            @Nullable PersonView creator,
            @Nullable PersonView assignee,
            @Nullable JsonNode comments) {
        Ticket ticket = tagged.ticket();
        TicketContent content = ticket.content();
        TicketPeople people = ticket.people();
        TicketTimes times = ticket.times();
        return new TicketView(
                ticket.id(),
                ticket.number(),
                content.title(),
                content.description(),
                ticket.status(),
                ticket.priority(),
                ticket.initialPriority(),
                content.category(),
                content.customFields(),
                tagged.tags(),
                people.creatorId(),
                people.assigneeId(),
                people.firstResponderId(),
                people.resolvedAssigneeId(),
                ticket.reopenCount(),
                ticket.version(),
                times.createdAt(),
                times.updatedAt(),
                times.firstRespondedAt(),
                times.resolvedAt(),
                times.closedAt(),
                times.deletedAt(),
                hours(times.createdAt(), times.firstRespondedAt()),
                tagged.urgency().isOverdue(),
                tagged.urgency().escalationNeeded(),
                tagged.urgency().sla(),
                creator,
                assignee,
                comments,
                tagged.assignment());
    }

    private static @Nullable BigDecimal hours(Instant from, @Nullable Instant to) {
        return to == null
                ? null
                : BigDecimal.valueOf(Duration.between(from, to).toMillis())
                        .divide(MILLIS_PER_HOUR, DECIMALS, RoundingMode.HALF_UP);
    }
}
