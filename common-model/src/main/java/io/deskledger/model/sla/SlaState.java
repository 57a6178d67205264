package io.deskledger.model.sla;

import io.deskledger.model.WireName;
import java.util.Locale;

/** How a promise stands. */
public enum SlaState implements WireName {
    /** The clock runs, and the due time has not passed. It may stand still for the night. */
    RUNNING,
    /** The ticket is in a status that stops the clock, and the due time had not passed before. */
    PAUSED,
    /** What was promised came in time, and was not undone since. */
    MET,
    /** The due time passed before what was promised came. That stays so whatever comes after. */
    BREACHED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }
}
