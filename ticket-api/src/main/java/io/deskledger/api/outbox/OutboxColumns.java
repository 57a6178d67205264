package io.deskledger.api.outbox;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.TicketEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as the columns of the outbox, in the order in which its insert names them. */
final class OutboxColumns {

    private OutboxColumns() {}

    static ArrayColumns<ChangeEvent> of(List<ChangeEvent> events) {
        return ArrayColumns.of(events)
                .add("bigint", OutboxColumns::ticketId)
                .add("text", ChangeEvent::key)
                .add("uuid", event -> event.header().id())
                .add("text", event -> event.type().wire())
                .add("text", ChangeEvent::subject)
                .addText(event -> event.header().time())
                .add("text", event -> event.header().actor().reference())
                .add("text", event -> event.header().origin().requestId())
                .add("bigint", event -> event.header().version())
                .add("text", ChangeEventCodec::data);
    }

    private static @Nullable Long ticketId(ChangeEvent event) {
        return event instanceof TicketEvent ticketEvent ? ticketEvent.header().entityId() : null;
    }
}
