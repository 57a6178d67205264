package io.deskledger.api.ticket;

import io.deskledger.api.security.Caller;
import org.jspecify.annotations.Nullable;

/** A change of a ticket's status that somebody asks for; equal to no other. */
final class StatusRequest {

    private final long ticketId;
    private final TicketPatch patch;
    private final @Nullable String ifMatch;
    private final Caller caller;
    private final @Nullable String trace;

    /**
     * @param patch of the status alone
     * @param ifMatch the version that the caller has seen, as an entity tag, or null where any will do
     * @param trace the {@code traceparent} of the request, or null where it has none
     */
    StatusRequest(long ticketId, TicketPatch patch, @Nullable String ifMatch, Caller caller, @Nullable String trace) {
        this.ticketId = ticketId;
        this.patch = patch;
        this.ifMatch = ifMatch;
        this.caller = caller;
        this.trace = trace;
    }

    long ticketId() {
        return ticketId;
    }

    TicketPatch patch() {
        return patch;
    }

    @Nullable
    String ifMatch() {
        return ifMatch;
    }

    Caller caller() {
        return caller;
    }

    @Nullable
    String trace() {
        return trace;
    }
}
