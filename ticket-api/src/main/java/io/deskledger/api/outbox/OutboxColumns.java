package io.deskledger.api.outbox;

import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.TicketEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Events laid out as one array per column, in the order in which the insert names them. */
record OutboxColumns(Map<String, Column> columns) {

    /** One column: its SQL type and a value per event. */
    record Column(String type, List<? extends @Nullable Object> values) {}

    static OutboxColumns of(List<ChangeEvent> events) {
        Map<String, Column> columns = new LinkedHashMap<>();
        columns.put("ticket_id", column("bigint", events, OutboxColumns::ticketId));
        columns.put("message_key", column("text", events, ChangeEvent::key));
        columns.put("event_id", header("uuid", events, EventHeader::id));
        columns.put("type", column("text", events, event -> event.type().wire()));
        columns.put("subject", column("text", events, ChangeEvent::subject));
        columns.put(
                "occurred_at", header("text", events, header -> header.time().toString()));
        columns.put("actor", header("text", events, header -> header.actor().reference()));
        columns.put(
                "request_id", header("text", events, header -> header.origin().requestId()));
        columns.put("entity_version", header("bigint", events, EventHeader::version));
        columns.put("data", column("text", events, ChangeEventCodec::data));
        return new OutboxColumns(columns);
    }

    void bind(Connection connection, PreparedStatement statement, int firstParameter) throws SQLException {
        int parameter = firstParameter;
        for (Column column : columns.values()) {
            statement.setArray(
                    parameter,
                    connection.createArrayOf(column.type(), column.values().toArray()));
            parameter++;
        }
    }

    private static @Nullable Long ticketId(ChangeEvent event) {
        return event instanceof TicketEvent ticketEvent ? ticketEvent.header().entityId() : null;
    }

    private static Column header(String type, List<ChangeEvent> events, Function<EventHeader, Object> value) {
        return column(type, events, event -> value.apply(event.header()));
    }

    private static Column column(String type, List<ChangeEvent> events, Function<ChangeEvent, @Nullable Object> value) {
        return new Column(type, events.stream().map(value).toList());
    }
}
