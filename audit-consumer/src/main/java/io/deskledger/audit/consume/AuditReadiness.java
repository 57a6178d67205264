package io.deskledger.audit.consume;

import io.micronaut.context.annotation.Requires;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.endpoint.health.HealthEndpoint;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** Ready while events can flow: the loop polls, the broker answers, the database takes connections. */
@Singleton
@Readiness
@Requires(beans = HealthEndpoint.class)
final class AuditReadiness extends AbstractHealthIndicator<Map<String, String>> {

    private static final int TIMEOUT_SECONDS = 3;

    private final ConsumerState state;
    private final DataSource database;

    AuditReadiness(ConsumerState state, DataSource database) {
        this.state = state;
        this.database = database;
    }

    @Override
    protected Map<String, String> getHealthInformation() {
        String complaint = complaint();
        healthStatus = complaint.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
        return complaint.isEmpty() ? Map.of() : Map.of("reason", complaint);
    }

    private String complaint() {
        try (Connection connection = database.getConnection()) {
            return connection.isValid(TIMEOUT_SECONDS) ? state.complaint() : "the database does not answer";
        } catch (SQLException e) {
            return "the database does not answer";
        }
    }

    @Override
    protected String getName() {
        return "audit";
    }
}
