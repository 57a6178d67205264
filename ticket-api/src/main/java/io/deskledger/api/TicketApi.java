package io.deskledger.api;

import io.deskledger.model.settings.SecretFiles;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class TicketApi {

    private TicketApi() {}

    public static void main(String[] args) {
        Micronaut.build(args)
                .classes(TicketApi.class)
                .propertySources(PropertySource.of("secret files", SecretFiles.read(System.getenv())))
                .start();
    }
}
