package io.deskledger.api.ticket;

import org.jspecify.annotations.Nullable;

/**
 * A change of a ticket's status that somebody asks for.
 *
 * @param patch of the status alone
 * @param ifMatch the version that the caller has seen, as an entity tag, or null where any will do
 */
record StatusRequest(
        long ticketId, TicketPatch patch, @Nullable String ifMatch) {}
