package io.deskledger.api.ticket;

/**
 * A tag on a ticket.
 *
 * @param ticketId the ticket
 * @param name the tag
 */
public record TicketTag(long ticketId, String name) {}
