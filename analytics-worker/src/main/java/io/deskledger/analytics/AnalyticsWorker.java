package io.deskledger.analytics;

import io.micronaut.runtime.Micronaut;

/** Starts the process. */
public final class AnalyticsWorker {

    private AnalyticsWorker() {}

    public static void main(String[] args) {
        Micronaut.run(AnalyticsWorker.class, args);
    }
}
