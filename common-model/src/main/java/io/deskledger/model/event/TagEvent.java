package io.deskledger.model.event;

import java.util.Map;

/**
 * A change of one tag. Every ticket that it touches leaves an event of its own; a tag that came by its use on a ticket
 * leaves its first one when it is changed itself.
 */
public sealed interface TagEvent extends ChangeEvent {

    @Override
    default String key() {
        return "tag-" + header().entityId();
    }

    /** A tag was created before any ticket had it. */
    record Created(EventHeader header, Map<String, FieldChange> changes) implements TagEvent {
        @Override
        public EventType type() {
            return EventType.TAG_CREATED;
        }
    }

    /** A tag has another name. */
    record Updated(EventHeader header, Map<String, FieldChange> changes) implements TagEvent {
        @Override
        public EventType type() {
            return EventType.TAG_UPDATED;
        }
    }

    /** A tag is gone, from every ticket too. */
    record Deleted(EventHeader header, Map<String, FieldChange> changes) implements TagEvent {
        @Override
        public EventType type() {
            return EventType.TAG_DELETED;
        }
    }

    /** A tag is gone, and its tickets have the other one instead. */
    record Merged(EventHeader header, Map<String, FieldChange> changes) implements TagEvent {
        @Override
        public EventType type() {
            return EventType.TAG_MERGED;
        }
    }
}
