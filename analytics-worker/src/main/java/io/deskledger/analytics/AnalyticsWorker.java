package io.deskledger.analytics;

import io.deskledger.runtime.settings.StartCheck;
import io.micronaut.runtime.Micronaut;

/** Starts the process, unless its environment has mistakes. */
public final class AnalyticsWorker {

    private AnalyticsWorker() {}

    public static void main(String[] args) {
        StartCheck.orExit(AnalyticsWorker.class, "analytics-worker");
        Micronaut.run(AnalyticsWorker.class, args);
    }
}
