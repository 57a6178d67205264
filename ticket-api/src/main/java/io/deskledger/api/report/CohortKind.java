package io.deskledger.api.report;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What the tickets of a cohort have in common. */
public enum CohortKind implements WireName {
    CATEGORY,
    PRIORITY,
    TAG,
    /** The ISO week of the creation, named by its Monday. */
    CREATED_WEEK;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }
}
