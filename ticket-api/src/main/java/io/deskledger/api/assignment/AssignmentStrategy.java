package io.deskledger.api.assignment;

import io.deskledger.model.WireName;
import java.util.Locale;

/** How an agent is chosen among those who may get a ticket. */
public enum AssignmentStrategy implements WireName {
    /** The fewest open tickets. */
    LEAST_LOADED,
    /** The longest since the last ticket was given. */
    ROUND_ROBIN,
    /** The fewest open tickets among those who have the skills. */
    SKILL;

    @Override
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
