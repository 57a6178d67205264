package io.deskledger.api.outbox;

import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.UserEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;

/** Events to append, and what the database says of them. */
final class Changes {

    private Changes() {}

    static ChangeEvent change(String requestId, long user, long version) {
        return change(requestId, user, version, "Name " + version);
    }

    static ChangeEvent change(String requestId, long user, long version, String name) {
        return new UserEvent.Updated(
                new EventHeader(
                        EventIds.next(),
                        Instant.parse("2026-01-02T03:04:05Z"),
                        user,
                        version,
                        Actor.SYSTEM,
                        new Origin(requestId, null, null)),
                Map.of("full_name", FieldChange.added(TextNode.valueOf(name))));
    }

    static long number(DatabaseAccess database, String sql) throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.API);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    static long waiting(DatabaseAccess database) throws SQLException {
        return number(database, "SELECT count(*) FROM support.outbox");
    }
}
