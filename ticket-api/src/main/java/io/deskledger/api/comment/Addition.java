package io.deskledger.api.comment;

import io.deskledger.api.security.Caller;
import org.jspecify.annotations.Nullable;

/** A comment that somebody adds; equal to no other, so that what is said twice is said twice. */
final class Addition {

    private final long ticketId;
    private final NewComment comment;
    private final Caller caller;
    private final @Nullable String trace;

    /** @param trace the {@code traceparent} of the request, or null where it has none */
    Addition(long ticketId, NewComment comment, Caller caller, @Nullable String trace) {
        this.ticketId = ticketId;
        this.comment = comment;
        this.caller = caller;
        this.trace = trace;
    }

    long ticketId() {
        return ticketId;
    }

    NewComment comment() {
        return comment;
    }

    Caller caller() {
        return caller;
    }

    @Nullable
    String trace() {
        return trace;
    }
}
