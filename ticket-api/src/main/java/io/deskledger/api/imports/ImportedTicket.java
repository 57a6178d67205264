package io.deskledger.api.imports;

import io.deskledger.api.imports.HistoryEntry.Given;
import io.deskledger.api.ticket.TicketContent;
import io.deskledger.model.ticket.TicketPriority;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One good line.
 *
 * @param key what makes it repeatable
 * @param content what it says
 * @param priority the priority at creation
 * @param tags the tags at creation
 * @param createdAt when it was created
 * @param creator whose ticket it is
 * @param firstResponse who gave the first response, or that nobody did; null where that follows from the comments
 * @param history what happened to it, by time and then by place in the line
 */
record ImportedTicket(
        ImportKey key,
        TicketContent content,
        TicketPriority priority,
        SortedSet<String> tags,
        Instant createdAt,
        Person creator,
        @Nullable Given<FirstResponse> firstResponse,
        List<HistoryEntry> history) {

    /** The first public comment by staff, be it there any more or not. */
    record FirstResponse(Instant at, Person actor) {}
}
