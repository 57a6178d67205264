package io.deskledger.api.webhook;

import io.deskledger.model.WireName;

/** Where a delivery stands. */
public enum DeliveryStatus implements WireName {
    /** Waits for its first attempt or the next one. */
    PENDING("pending"),
    SUCCEEDED("succeeded"),
    /** Is not tried any more. */
    FAILED("failed");

    private final String wire;

    DeliveryStatus(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
