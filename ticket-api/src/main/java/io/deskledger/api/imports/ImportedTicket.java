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
        Key key,
        TicketContent content,
        TicketPriority priority,
        SortedSet<String> tags,
        Instant createdAt,
        Person creator,
        List<HistoryEntry> history) {

    /** The ticket's name in the system that it comes from. */
    record Key(String source, String externalId) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int bySource = source.compareTo(other.source);
            return bySource == 0 ? externalId.compareTo(other.externalId) : bySource;
        }
    }
}
