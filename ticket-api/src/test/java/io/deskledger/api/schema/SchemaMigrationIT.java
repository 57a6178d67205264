package io.deskledger.api.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.deskledger.api.DeskInstance;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** The schema is brought up to date beside the start, and nobody is served before. */
class SchemaMigrationIT {

    private static final String MIGRATIONS = "SELECT count(*) FROM support.flyway_schema_history WHERE success";

    private final DatabaseAccess database = TestServers.newDatabase();

    @Test
    void aServerThatListensHasTheWholeSchema() throws SQLException {
        long before;
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        root.addAppender(said);
        try (ApplicationContext instance = DeskInstance.start(database, TestServers.kafka(), quiet())) {
            assertThat(instance.getBean(EmbeddedServer.class).isRunning()).isTrue();
            before = count(MIGRATIONS);
            assertThat(before).isGreaterThan(20);
            assertThat(count("SELECT count(*) FROM support.users WHERE email = 'first@example.com'"))
                    .as("the first admin")
                    .isEqualTo(1);
            assertThat(said.list)
                    .as("work that began before its tables were there")
                    .extracting(ILoggingEvent::getFormattedMessage)
                    .noneMatch(line -> line.contains("does not exist"));
        } finally {
            root.detachAppender(said);
        }
        try (ApplicationContext again = DeskInstance.start(database, TestServers.kafka(), quiet())) {
            assertThat(again.isRunning()).isTrue();
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
        return Map.of(
                "deskledger.relay.enabled",
                false,
                "deskledger.bootstrap-admin.email",
                "first@example.com",
                "deskledger.bootstrap-admin.password",
                "a password of the first");
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
