package io.deskledger.api.security.token;

import io.deskledger.model.WireName;

/** What a token may do of what its user may. */
enum TokenScope implements WireName {
    READ("read"),
    WRITE("write");

    private final String wire;

    TokenScope(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }
}
