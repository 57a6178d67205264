package io.deskledger.model.ticket;

import io.deskledger.model.WireName;
import java.util.Locale;

/** How pressing a ticket is, from least to most. */
public enum TicketPriority implements WireName {
    LOW,
    MEDIUM,
    HIGH,
    URGENT;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }
}
