package io.deskledger.model.event;

import java.util.Map;

/** Somebody read what has to be accounted for; the entity is whoever did it. */
public sealed interface AuditEvent extends ChangeEvent {

    @Override
    default String key() {
        return "audit-" + header().entityId();
    }

    /** Somebody read the log; the changes name the filter, and versions count that reader's reads. */
    record Read(EventHeader header, Map<String, FieldChange> changes) implements AuditEvent {
        @Override
        public EventType type() {
            return EventType.AUDIT_READ;
        }
    }

    /** Somebody took data out; the changes name which, and versions count that reader's reads. */
    record Exported(EventHeader header, Map<String, FieldChange> changes) implements AuditEvent {
        @Override
        public EventType type() {
            return EventType.DATA_EXPORTED;
        }
    }
}
