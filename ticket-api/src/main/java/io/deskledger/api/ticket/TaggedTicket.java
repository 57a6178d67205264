package io.deskledger.api.ticket;

import java.util.List;

/**
 * A ticket and what it is tagged with.
 *
 * @param ticket the ticket
 * @param tags its tags, sorted
 */
record TaggedTicket(Ticket ticket, List<String> tags) {}
