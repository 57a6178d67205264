package io.deskledger.audit;

import io.deskledger.model.settings.SecretFiles;
import io.deskledger.runtime.logs.LoggingProvider;
import io.deskledger.runtime.settings.StartCheck;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;

/** Starts the process, unless its environment has mistakes. */
public final class AuditConsumer {

    private AuditConsumer() {}

    public static void main(String[] args) {
        LoggingProvider.choose();
        StartCheck.orExit(AuditConsumer.class, "audit-consumer");
        Micronaut.build(args)
                .classes(AuditConsumer.class)
                .propertySources(PropertySource.of("secret files", SecretFiles.read(System.getenv())))
                .start();
    }
}
