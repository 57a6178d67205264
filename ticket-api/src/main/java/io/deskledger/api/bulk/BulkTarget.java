package io.deskledger.api.bulk;

import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketRemains;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket that an action meets.
 *
 * @param ticket the ticket; without what people wrote where the action does not need it
 * @param tags its tags, sorted; empty where the action does not need them
 * @param remains what hangs on it, for an action that ends it
 */
record BulkTarget(
        Ticket ticket, List<String> tags, @Nullable TicketRemains remains) {}
