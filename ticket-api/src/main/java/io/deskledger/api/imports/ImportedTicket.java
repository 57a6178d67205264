package io.deskledger.api.imports;

import io.deskledger.api.ticket.TicketContent;
import io.deskledger.model.ticket.TicketPriority;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * One good line.
 *
 * @param key what makes it repeatable
 * @param content what it says
 * @param priority the priority at creation
 * @param tags the tags at creation
 * @param createdAt when it was created
 * @param creator whose ticket it is
 * @param history what happened to it, by time and then by place in the line
 */
record ImportedTicket(
        ImportKey key,
        TicketContent content,
        TicketPriority priority,
        SortedSet<String> tags,
        Instant createdAt,
        Person creator,
        List<HistoryEntry> history) {}
