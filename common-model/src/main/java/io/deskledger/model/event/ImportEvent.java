package io.deskledger.model.event;

import java.util.Map;

/** A change of one import; what it imports leaves the events of each ticket. */
public sealed interface ImportEvent extends ChangeEvent {

    @Override
    default String key() {
        return "import-" + header().entityId();
    }

    /** A file was taken in whole, and its lines will be imported. */
    record Received(EventHeader header, Map<String, FieldChange> changes) implements ImportEvent {
        @Override
        public EventType type() {
            return EventType.IMPORT_RECEIVED;
        }
    }
}
