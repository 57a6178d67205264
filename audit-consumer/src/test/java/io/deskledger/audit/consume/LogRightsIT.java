package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.embedded.DatabaseRole;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invariant 3: what the services' roles may do to the log. All is refused, so one log does for all. */
class LogRightsIT {

    private static final int ROWS = 40;

    private static AuditDesk desk;

    @BeforeAll
    static void openDesk() {
        desk = new AuditDesk();
        desk.startConsumer();
        desk.send(Events.tickets(8, 5));
        desk.awaitAudited(ROWS);
    }

    @AfterAll
    static void closeDesk() {
        desk.close();
    }

    @AfterEach
    void nothingHasChanged() {
        desk.assertWhole(ROWS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE audit.audit_logs SET action = 'UPDATE'",
                "DELETE FROM audit.audit_logs",
                "TRUNCATE audit.audit_logs",
                "DELETE FROM audit.chain_heads",
                "TRUNCATE audit.chain_heads",
                "DROP TABLE audit.audit_logs",
                "DELETE FROM audit.checkpoints",
                "UPDATE audit.checkpoints SET line = ''",
                "UPDATE audit.chain_blocks SET block = 1",
                "ALTER TABLE audit.audit_logs ADD COLUMN note text",
                "CREATE TABLE audit.mine (id int)",
                "CREATE TEMPORARY TABLE mine (id int)",
                "DELETE FROM audit.audit_logs_2026_12",
                "DROP TABLE audit.audit_logs_2026_12",
                "SELECT * FROM audit.flyway_schema_history",
            })
    void itsWriterMayOnlyAppend(String statement) {
        assertThatThrownBy(() -> desk.execute(DatabaseRole.AUDIT, statement))
                .isInstanceOf(SQLException.class)
                .hasMessageMatching("(?s).*(permission denied|must be owner).*");
    }

    @Test
    void othersReadTheViewsAndNothingElse() throws SQLException {
        desk.execute(DatabaseRole.API, "SELECT * FROM audit.trail");
        desk.execute(DatabaseRole.API, "SELECT * FROM audit.log, audit.log_heads");
        desk.execute(DatabaseRole.API, "SELECT * FROM audit.log_checkpoints, audit.log_blocks");
        for (String statement : List.of(
                "SELECT * FROM audit.audit_logs",
                "SELECT * FROM audit.chain_heads",
                "SELECT * FROM audit.checkpoints",
                "SELECT * FROM audit.chain_trees",
                "SELECT audit.ensure_partition('2030-01-01')",
                "DELETE FROM audit.trail",
                "UPDATE audit.log SET seq = 1",
                "DELETE FROM audit.log_heads")) {
            assertThatThrownBy(() -> desk.execute(DatabaseRole.API, statement))
                    .hasMessageContaining("permission denied");
        }
        assertThatThrownBy(() -> desk.execute(DatabaseRole.ANALYTICS, "SELECT * FROM audit.trail"))
                .hasMessageContaining("permission denied");
    }
}
