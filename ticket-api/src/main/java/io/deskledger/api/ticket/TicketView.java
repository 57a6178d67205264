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

/** A ticket as the API shows it; {@code response_time_hours} is the wait for the first response, to two decimals. */
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
