package io.deskledger.api.coalesce;

import io.deskledger.api.security.Caller;
import io.deskledger.runtime.trace.Traces;
import org.jspecify.annotations.Nullable;

/**
 * A write that somebody asks for; equal to no other, so that what is asked twice is done twice.
 *
 * @param <W> what is to be written
 */
public final class Asked<W> {

    private final W write;
    private final Caller caller;
    private final @Nullable String trace;

    private Asked(W write, Caller caller, @Nullable String trace) {
        this.write = write;
        this.caller = caller;
        this.trace = trace;
    }

    /** What the request under way asks for. */
    static <W> Asked<W> now(W write, Caller caller) {
        return new Asked<>(write, caller, Traces.current());
    }

    public W write() {
        return write;
    }

    public Caller caller() {
        return caller;
    }

    /** The {@code traceparent} of the request, or null where it has none. */
    public @Nullable String trace() {
        return trace;
    }
}
