package io.deskledger.api.sla.simulation;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What people call tickets. */
@Singleton
class TicketNumbers {

    private final Sql sql;

    TicketNumbers(Sql sql) {
        this.sql = sql;
    }

    Map<Long, String> of(Collection<Long> ids) {
        Map<Long, String> numbers = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                            "SELECT id, ticket_number FROM tickets WHERE id = ANY (?)",
                            row -> Map.entry(row.getLong("id"), row.getString("ticket_number")),
                            ids)
                    .forEach(entry -> numbers.put(entry.getKey(), entry.getValue()));
        }
        return numbers;
    }
}
