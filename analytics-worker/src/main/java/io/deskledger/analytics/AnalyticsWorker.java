package io.deskledger.analytics;

import io.deskledger.model.settings.SecretFiles;
import io.micronaut.context.env.PropertySource;
import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class AnalyticsWorker {

    private AnalyticsWorker() {}

    public static void main(String[] args) {
        Micronaut.build(args)
                .classes(AnalyticsWorker.class)
                .propertySources(PropertySource.of("secret files", SecretFiles.read(System.getenv())))
                .start();
    }
}
