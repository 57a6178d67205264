package io.deskledger.api.webhook;

import io.deskledger.model.WireName;

/** Why Deskledger itself switched a webhook off. */
public enum DisabledReason implements WireName {
    /** The receiver answered 410. */
    GONE("gone"),
    /** Nothing got through for days. */
    FAILING("failing"),
    /** The receiver takes less than there is to tell. */
    TOO_MANY_WAITING("too_many_waiting");

    private final String wire;

    DisabledReason(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
