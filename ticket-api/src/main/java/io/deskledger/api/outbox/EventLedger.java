package io.deskledger.api.outbox;

import io.deskledger.model.event.ChangeEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * Keeps something that follows from changes, by their events: whatever changes a record leaves one, so no way of
 * changing it can be forgotten.
 */
public interface EventLedger {

    /** Notes in the events' own transaction what they mean here; the records are stored as the events leave them. */
    void note(Connection connection, List<ChangeEvent> events) throws SQLException;
}
