package io.deskledger.model.ticket;

import io.deskledger.model.WireName;
import java.util.Locale;

/** Where a ticket stands in its life; the first three are the open states. */
public enum TicketStatus implements WireName {
    OPEN,
    IN_PROGRESS,
    WAITING_ON_CUSTOMER,
    RESOLVED,
    CLOSED;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }

    /** Whether somebody still has to act: neither resolved nor closed. */
    public boolean isOpen() {
        return this != RESOLVED && this != CLOSED;
    }
}
