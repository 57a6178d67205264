package io.deskledger.api.outbox;

import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.TicketEvent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events as the columns of the outbox, in the order in which its insert names them. */
final class OutboxColumns {

    private OutboxColumns() {}

    static ArrayColumns<TracedEvent> of(List<TracedEvent> events) {
        return ArrayColumns.of(events)
                .add("bigint", one -> ticketId(one.event()))
                .add("text", one -> one.event().key())
                .add("uuid", one -> header(one).id())
                .add("text", one -> one.event().type().wire())
                .add("text", one -> one.event().subject())
                .addText(one -> header(one).time())
                .add("text", one -> header(one).actor().reference())
                .add("text", one -> header(one).origin().requestId())
                .add("bigint", one -> header(one).version())
                .add("text", one -> ChangeEventCodec.data(one.event()))
                .add("text", TracedEvent::trace);
    }

    private static EventHeader header(TracedEvent one) {
        return one.event().header();
    }

    private static @Nullable Long ticketId(ChangeEvent event) {
        return event instanceof TicketEvent ticketEvent ? ticketEvent.header().entityId() : null;
    }
}
