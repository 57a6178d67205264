package io.deskledger.api.ticket;

import io.deskledger.api.security.Caller;
import org.jspecify.annotations.Nullable;

/** A ticket that somebody creates; equal to no other, so that what is sent twice is made twice. */
final class Creation {

    private final NewTicket ticket;
    private final Caller caller;
    private final @Nullable String trace;

    /** @param trace the {@code traceparent} of the request, or null where it has none */
    Creation(NewTicket ticket, Caller caller, @Nullable String trace) {
        this.ticket = ticket;
        this.caller = caller;
        this.trace = trace;
    }

    NewTicket ticket() {
        return ticket;
    }

    Caller caller() {
        return caller;
    }

    @Nullable
    String trace() {
        return trace;
    }
}
