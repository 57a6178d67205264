package io.deskledger.api.imports;

import io.deskledger.api.ticket.StatusMove;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.model.event.ChangeEvent;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;

/**
 * A ticket after its whole history, and all that it left on the way.
 *
 * @param ticket as it stands now
 * @param tags its tags now
 * @param comments what was said
 * @param moves how its status moved
 * @param events one per change, in order
 */
record ReplayedTicket(
        Ticket ticket, SortedSet<String> tags, List<Said> comments, List<StatusMove> moves, List<ChangeEvent> events) {

    /** One row of {@code comments}. */
    record Said(long ticketId, long id, long authorId, String content, boolean internal, Instant at) {}
}
