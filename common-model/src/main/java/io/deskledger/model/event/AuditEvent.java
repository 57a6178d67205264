package io.deskledger.model.event;

import java.util.Map;

/** Something that was done with the audit log itself; the entity is whoever did it. */
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
}
