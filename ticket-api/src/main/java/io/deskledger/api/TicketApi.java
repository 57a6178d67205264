package io.deskledger.api;

import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class TicketApi {

    private TicketApi() {}

    public static void main(String[] args) {
        Micronaut.run(TicketApi.class, args);
    }
}
