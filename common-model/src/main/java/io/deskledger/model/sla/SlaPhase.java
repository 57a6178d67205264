package io.deskledger.model.sla;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What a clock does in a stretch of time. */
public enum SlaPhase implements WireName {
    /** It runs: this time counts. */
    RUNNING,
    /** It would run, but the calendar is closed. */
    OUTSIDE_HOURS,
    /** The ticket's status stops it, by the target's pause rule. */
    PAUSED,
    /** What was promised has come: answered, resolved or closed. */
    ENDED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }
}
