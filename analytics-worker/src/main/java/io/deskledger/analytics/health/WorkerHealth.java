package io.deskledger.analytics.health;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Readiness: UP when every part works, else DOWN with the reason of each that does not. */
@Singleton
@Readiness
public final class WorkerHealth extends AbstractHealthIndicator<Map<String, String>> {

    private static final Logger LOG = LoggerFactory.getLogger(WorkerHealth.class);
    private static final String UP = "up";

    private final Map<Part, String> parts = new ConcurrentHashMap<>();

    WorkerHealth() {
        Map<Part, String> initial = new EnumMap<>(Part.class);
        for (Part part : Part.values()) {
            initial.put(part, "starting");
        }
        parts.putAll(initial);
    }

    public void up(Part part) {
        if (!UP.equals(parts.put(part, UP))) {
            LOG.info("{} is up", part.wire());
        }
    }

    /** Says why a part does not work; logged when the reason is new, so that a long outage is one line. */
    public void down(Part part, String reason) {
        if (!reason.equals(parts.put(part, reason))) {
            LOG.warn("{} is down: {}", part.wire(), reason);
        }
    }

    public boolean isUp(Part part) {
        return UP.equals(parts.get(part));
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        Map<String, String> details = new TreeMap<>();
        parts.forEach((part, state) -> details.put(part.wire(), state));
        healthStatus = details.values().stream().allMatch(UP::equals) ? HealthStatus.UP : HealthStatus.DOWN;
        return details;
    }

    @Override
    protected String getName() {
        return "worker";
    }
}
