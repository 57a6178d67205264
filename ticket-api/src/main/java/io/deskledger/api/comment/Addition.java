package io.deskledger.api.comment;

/** A comment that somebody adds to a ticket. */
record Addition(long ticketId, NewComment comment) {}
