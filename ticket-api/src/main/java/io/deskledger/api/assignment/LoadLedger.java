package io.deskledger.api.assignment;

import io.deskledger.api.outbox.EventLedger;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.model.event.ChangeEvent;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps the loads of agents, by the events of tickets: whatever changes a ticket leaves one, so no way of changing it
 * can be forgotten here.
 */
@Singleton
final class LoadLedger implements EventLedger {

    private static final String INSERT = """
            INSERT INTO agent_load_changes (agent_id, delta, assigned)
            SELECT *
              FROM unnest(?::bigint[], ?::integer[], ?::boolean[])
            """;

    /** Notes in the events' own transaction what they mean for loads; for most that is nothing. */
    @Override
    public void note(Connection connection, List<ChangeEvent> events) throws SQLException {
        List<LoadChange> changes = LoadChange.of(events);
        if (!changes.isEmpty()) {
            ArrayColumns.of(changes)
                    .add("bigint", LoadChange::agentId)
                    .add("integer", LoadChange::delta)
                    .add("boolean", LoadChange::assigned)
                    .execute(connection, INSERT);
        }
    }
}
