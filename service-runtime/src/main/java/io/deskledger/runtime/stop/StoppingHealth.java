package io.deskledger.runtime.stop;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.Map;

/** Not ready once the service is told to stop. */
@Singleton
@Readiness
final class StoppingHealth extends AbstractHealthIndicator<Map<String, String>> {

    private volatile boolean stopping;

    void stopping() {
        stopping = true;
    }

    boolean isStopping() {
        return stopping;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        healthStatus = stopping ? HealthStatus.DOWN : HealthStatus.UP;
        return stopping ? Map.of("reason", "it is being stopped") : Map.of();
    }

    @Override
    protected String getName() {
        return "stopping";
    }
}
