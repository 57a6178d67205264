package io.deskledger.audit;

import io.deskledger.runtime.settings.StartCheck;
import io.micronaut.runtime.Micronaut;

/** Starts the process, unless its environment has mistakes. */
public final class AuditConsumer {

    private AuditConsumer() {}

    public static void main(String[] args) {
        StartCheck.orExit(AuditConsumer.class, "audit-consumer");
        Micronaut.run(AuditConsumer.class, args);
    }
}
