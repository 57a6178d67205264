package io.deskledger.model.event;

import java.util.Map;

/** A change of one saved view. */
public sealed interface ViewEvent extends ChangeEvent {

    @Override
    default String key() {
        return "view-" + header().entityId();
    }

    /** A search was saved as a view. */
    record Created(EventHeader header, Map<String, FieldChange> changes) implements ViewEvent {
        @Override
        public EventType type() {
            return EventType.VIEW_CREATED;
        }
    }

    /** A view has another name, search, place or readership. */
    record Updated(EventHeader header, Map<String, FieldChange> changes) implements ViewEvent {
        @Override
        public EventType type() {
            return EventType.VIEW_UPDATED;
        }
    }

    /** A view is gone; the changes hold what it was. */
    record Deleted(EventHeader header, Map<String, FieldChange> changes) implements ViewEvent {
        @Override
        public EventType type() {
            return EventType.VIEW_DELETED;
        }
    }
}
