package io.deskledger.model.sla;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What a target promises. */
public enum SlaKind implements WireName {
    /** The first public comment by staff, counted from the creation. */
    FIRST_RESPONSE,
    /** The next public comment by staff after a customer's, counted from the first that is not answered yet. */
    NEXT_RESPONSE,
    /** The resolution, counted from the creation. */
    RESOLUTION;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }
}
