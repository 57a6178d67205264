package io.deskledger.audit;

import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class AuditConsumer {

    private AuditConsumer() {}

    public static void main(String[] args) {
        Micronaut.run(AuditConsumer.class, args);
    }
}
