package io.deskledger.model.event;

import java.util.Map;

/** Something that a user is told. */
public sealed interface NotificationEvent extends ChangeEvent {

    @Override
    default String key() {
        return "notification-" + header().entityId();
    }

    /** A user was told something; the changes say who, of which ticket, and by which rule. */
    record Created(EventHeader header, Map<String, FieldChange> changes) implements NotificationEvent {
        @Override
        public EventType type() {
            return EventType.NOTIFICATION_CREATED;
        }
    }
}
