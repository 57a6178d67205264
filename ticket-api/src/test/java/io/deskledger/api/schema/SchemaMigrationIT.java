package io.deskledger.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.ApiProcess;
import io.deskledger.api.DeskInstance;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The schema is brought up to date beside the start, and nobody is served before. */
class SchemaMigrationIT {

    private static final String MIGRATIONS = "SELECT count(*) FROM support.flyway_schema_history WHERE success";

    private final DatabaseAccess database = TestServers.newDatabase();

    @Test
    void aServerThatListensHasTheWholeSchema() throws IOException, SQLException {
        long before;
        try (ApiProcess first = ApiProcess.start("first-start", database, Map.of("DESKLEDGER_RELAY", false))) {
            assertThat(first.address()).isNotNull();
            before = count(MIGRATIONS);
            assertThat(before).isGreaterThan(20);
            assertThat(count("SELECT count(*) FROM support.users WHERE role = 'admin'"))
                    .as("the first admin")
                    .isEqualTo(1);
            assertThat(Path.of("target/first-start.log"))
                    .as("no work that began before its tables were there, and a head start")
                    .content()
                    .doesNotContain("does not exist")
                    .doesNotContain("waits for Flight Recorder");
        }
        try (ApplicationContext again = DeskInstance.start(database, TestServers.kafka(), quiet())) {
            assertThat(again.getBean(EmbeddedServer.class).isRunning()).isTrue();
            assertThat(count(MIGRATIONS)).isEqualTo(before);
        }
    }

    @Test
    void aSchemaThatCannotBeBroughtUpToDateEndsTheStart() throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA support");
            statement.execute("CREATE TABLE support.tickets (of_somebody_else text)");
        }

        assertThatThrownBy(() -> DeskInstance.start(database, TestServers.kafka(), quiet()))
                .hasStackTraceContaining("non-empty schema");
    }

    private static Map<String, Object> quiet() {
        return Map.of("deskledger.relay.enabled", false);
    }

    private long count(String query) throws SQLException {
        try (Connection owner = database.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
