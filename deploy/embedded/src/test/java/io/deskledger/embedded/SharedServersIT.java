package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SharedServersIT {

    @Test
    void giveEachTestADatabaseOfItsOwnAndKeepTheFormerOnesUsable() throws Exception {
        DatabaseAccess first = TestServers.newDatabase();
        DatabaseAccess second = TestServers.newDatabase();

        assertThat(first.url()).isNotEqualTo(second.url());
        for (DatabaseRole role : DatabaseRole.values()) {
            try (Connection connection = first.connect(role)) {
                assertThat(Sql.query(connection, "SHOW server_version")).startsWith("18.");
            }
        }
    }

    @Test
    void copyADatabaseWithWhatItHolds() throws Exception {
        DatabaseAccess template = TestServers.newDatabase();
        try (Connection owner = template.connect(DatabaseRole.OWNER);
                Statement statement = owner.createStatement()) {
            statement.execute("CREATE SCHEMA support; CREATE TABLE support.things AS SELECT 7 AS id");
            statement.execute(
                    "GRANT USAGE ON SCHEMA support TO deskledger_api; GRANT SELECT ON support.things TO deskledger_api");
        }

        DatabaseAccess copy = TestServers.newDatabase(template);

        assertThat(copy.url()).isNotEqualTo(template.url());
        try (Connection connection = copy.connect(DatabaseRole.API)) {
            assertThat(Sql.query(connection, "SELECT id FROM support.things")).isEqualTo("7");
            assertThat(
                            Sql.query(
                                    connection,
                                    "SELECT datacl::text LIKE '%,=%' OR datacl::text LIKE '{=%' FROM pg_database WHERE datname = current_database()"))
                    .as("strangers may connect")
                    .isEqualTo("f");
        }
    }

    @Test
    void areHostileToCodeThatReliesOnTheSessionsTimeZone() throws Exception {
        try (Connection connection = TestServers.newDatabase().connect(DatabaseRole.API)) {
            assertThat(Sql.query(connection, "SELECT reset_val FROM pg_settings WHERE name = 'TimeZone'"))
                    .isNotEqualTo("UTC");
        }
    }

    @Test
    void areThoseOfTheEnvironmentWhereGiven() throws Exception {
        try (EmbeddedPostgres postgres = EmbeddedPostgres.startTemporary();
                JavaProcess test = JavaProcess.start(
                        ServersOfTheEnvironment.class,
                        Map.of("DESKLEDGER_DB_URL", postgres.adminUrl(), "DESKLEDGER_KAFKA", TestServers.kafka()))) {
            assertThat(test.readUntil("DONE"))
                    .contains("127.0.0.1:" + postgres.port() + "/test_")
                    .contains(TestServers.kafka());
        }
    }
}
