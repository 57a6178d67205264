package io.deskledger.api;

import io.deskledger.model.settings.SecretFiles;
import io.deskledger.runtime.logs.LoggingProvider;
import io.deskledger.runtime.settings.StartCheck;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;

/** Starts the process, unless its environment has mistakes. */
public final class TicketApi {

    private TicketApi() {}

    public static void main(String[] args) {
        LoggingProvider.choose();
        StartCheck.orExit(TicketApi.class, "ticket-api");
        Ahead.start();
        Micronaut.build(args)
                .classes(TicketApi.class)
                .propertySources(PropertySource.of("secret files", SecretFiles.read(System.getenv())))
                .start();
    }
}
