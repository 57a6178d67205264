package io.deskledger.audit;

import io.deskledger.model.settings.SecretFiles;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class AuditConsumer {

    private AuditConsumer() {}

    public static void main(String[] args) {
        Micronaut.build(args)
                .classes(AuditConsumer.class)
                .propertySources(PropertySource.of("secret files", SecretFiles.read(System.getenv())))
                .start();
    }
}
