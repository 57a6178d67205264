package io.deskledger.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.EmbeddedKafka;
import io.deskledger.embedded.EmbeddedPostgres;
import io.deskledger.embedded.KafkaGate;
import io.deskledger.embedded.KafkaLogin;
import io.deskledger.model.event.Topics;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetupIT {

    @Test
    void bringsEmptyServersToWhatTheServicesNeedAndCanBeRepeated(@TempDir Path folder) throws Exception {
        KafkaGate gate = new KafkaGate(new KafkaLogin("setup", "hunter2"), null);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
                EmbeddedKafka kafka = EmbeddedKafka.startTemporary(gate)) {
            Map<String, String> environment = environment(postgres, kafka);
            environment.put(
                    "DESKLEDGER_KAFKA_PROPERTIES_FILE",
                    gate.write(folder.resolve("kafka.properties")).toString());
            SetupSettings settings = SetupSettings.from(environment);

            Setup.prepare(settings);
            Setup.prepare(settings);

            assertThat(readable(settings, DatabaseRole.API, "support.tickets")).isTrue();
            assertThat(readable(settings, DatabaseRole.AUDIT, "audit.chain_heads"))
                    .isTrue();
            assertThat(readable(settings, DatabaseRole.ANALYTICS, "analytics.daily_totals"))
                    .isTrue();
            try (Admin admin = Admin.create(clientOf(kafka, gate))) {
                assertThat(admin.listTopics().names().get()).contains(Topics.CHANGES, Topics.CHANGES_DEAD_LETTERS);
            }

            environment.keySet().removeIf(name -> name.matches("DESKLEDGER_DB_(ADMIN|API|AUDIT|ANALYTICS)_.*"));
            Setup.prepare(SetupSettings.from(environment));
        }
    }

    @Test
    void namesEverythingThatIsMissingAtOnce() {
        assertThatThrownBy(() -> SetupSettings.from(Map.of(
                        "DESKLEDGER_DB_URL",
                        "jdbc:postgresql://db/deskledger",
                        "DESKLEDGER_DB_ADMIN_PASSWORD",
                        "one",
                        "DESKLEDGER_KAFKA_PROPERTIES_FILE",
                        "/nowhere/kafka.properties",
                        "DESKLEDGER_AUDIT_RETENTION_MONTHS",
                        "ever")))
                .hasMessageContainingAll(
                        "DESKLEDGER_KAFKA is missing",
                        "DESKLEDGER_KAFKA_PROPERTIES_FILE: /nowhere/kafka.properties can't be read",
                        "DESKLEDGER_DB_OWNER_PASSWORD is missing",
                        "DESKLEDGER_DB_AUDIT_PASSWORD is missing",
                        "DESKLEDGER_AUDIT_RETENTION_MONTHS has to be");
    }

    private static Map<String, Object> clientOf(EmbeddedKafka kafka, KafkaGate gate) {
        Map<String, Object> configuration = new TreeMap<>(gate.properties());
        configuration.put("bootstrap.servers", kafka.bootstrapServers());
        return configuration;
    }

    private static Map<String, String> environment(EmbeddedPostgres postgres, EmbeddedKafka kafka) {
        Map<String, String> environment = new TreeMap<>();
        environment.put("DESKLEDGER_DB_URL", "jdbc:postgresql://127.0.0.1:%d/desk".formatted(postgres.port()));
        environment.put("DESKLEDGER_KAFKA", kafka.bootstrapServers());
        environment.put("DESKLEDGER_DB_ADMIN_PASSWORD", password(postgres.adminUrl()));
        environment.put("DESKLEDGER_DB_OWNER_PASSWORD", "owner & owner");
        environment.put("DESKLEDGER_DB_API_PASSWORD", "api");
        environment.put("DESKLEDGER_DB_AUDIT_PASSWORD", "audit");
        environment.put("DESKLEDGER_DB_ANALYTICS_PASSWORD", "analytics");
        return environment;
    }

    private static String password(String adminUrl) {
        return adminUrl.replaceFirst(".*password=", "").replaceFirst("&.*", "");
    }

    private static boolean readable(SetupSettings settings, DatabaseRole role, String table) throws SQLException {
        try (Connection connection = settings.database().connect(role);
                var statement = connection.createStatement();
                var _ = statement.executeQuery("SELECT count(*) FROM " + table)) {
            return true;
        }
    }
}
