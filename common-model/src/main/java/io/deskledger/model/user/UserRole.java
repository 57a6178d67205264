package io.deskledger.model.user;

import io.deskledger.model.WireName;
import java.util.Locale;

/** What a person may do; each role is granted by an admin, never taken from a request. */
public enum UserRole implements WireName {
    CUSTOMER,
    AGENT,
    ADMIN;

    private final String wire = name().toLowerCase(Locale.ROOT);

    @Override
    public String wire() {
        return wire;
    }

    /** Whether the person works for the desk. */
    public boolean isStaff() {
        return this != CUSTOMER;
    }
}
