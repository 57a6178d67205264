package io.deskledger.api.sla.live;

import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.model.event.TicketEvent;
import java.util.Set;

/** What an event of a ticket means for its clocks. */
enum Relevance {
    /** They go on as they are. */
    NONE,
    /** They have to be set anew. */
    CLOCKS,
    /** What decides what the ticket is held to has changed, too. */
    OTHER_TERMS;

    private static final Set<String> HISTORY =
            Set.of("status", "first_responded_at", "resolved_at", "closed_at", "deleted_at", "reopened_at");
    private static final Set<String> TERMS = Set.of("priority", "category", "creator_id");

    static Relevance of(TicketEvent event, PolicyBook book) {
        return switch (event) {
            case TicketEvent.Created _, TicketEvent.Deleted _, TicketEvent.Restored _ -> CLOCKS;
            case TicketEvent.Transferred _ -> book.usesCustomer() ? OTHER_TERMS : NONE;
            case TicketEvent.Tagged _ -> book.usesTags() ? OTHER_TERMS : NONE;
            case TicketEvent.Updated _ -> ofFields(event, book);
            case TicketEvent.Commented said ->
                book.usesNextResponse() && !said.isInternal() ? CLOCKS : ofFields(event, book);
            case TicketEvent.CommentEdited _, TicketEvent.CommentDeleted _ ->
                book.usesNextResponse() ? CLOCKS : ofFields(event, book);
            case TicketEvent.Purged _,
                    TicketEvent.Attached _,
                    TicketEvent.Detached _,
                    TicketEvent.SlaWarned _,
                    TicketEvent.SlaBreached _,
                    TicketEvent.SlaReevaluated _ -> NONE;
        };
    }

    Relevance and(Relevance other) {
        return compareTo(other) < 0 ? other : this;
    }

    private static Relevance ofFields(TicketEvent event, PolicyBook book) {
        Set<String> fields = event.changes().keySet();
        if (fields.stream().anyMatch(TERMS::contains) || (book.usesTags() && fields.contains("tags"))) {
            return OTHER_TERMS;
        }
        return fields.stream().anyMatch(HISTORY::contains) ? CLOCKS : NONE;
    }
}
