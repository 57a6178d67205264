package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.event.Topics;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

class SharedServersIT {

    @Test
    void givesEachTestADatabaseOfItsOwnInAForeignTimeZone() throws Exception {
        DatabaseAccess first = TestServers.newDatabase();
        DatabaseAccess second = TestServers.newDatabase();

        assertThat(first.url()).isNotEqualTo(second.url());
        try (Connection connection = first.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT boot_val, version() FROM pg_settings WHERE name = 'TimeZone'")) {
            assertThat(rows.next()).isTrue();
            assertThat(rows.getString(2)).startsWith("PostgreSQL 18");
        }
    }

    @Test
    void givesABrokerThatHasTheTopics() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            assertThat(admin.listTopics().names().get()).contains(Topics.CHANGES, Topics.CHANGES_DEAD_LETTERS);
        }
    }
}
