package io.deskledger.model.event;

import java.util.Map;

/** One committed change: what was done to which entity, by whom, with every field before and after. */
public sealed interface ChangeEvent
        permits TicketEvent,
                UserEvent,
                TagEvent,
                ViewEvent,
                ImportEvent,
                WebhookEvent,
                SlaEvent,
                NotificationEvent,
                AuditEvent {

    EventHeader header();

    /** The changed fields by their API name, in a stable order. */
    Map<String, FieldChange> changes();

    EventType type();

    /** The Kafka key: events of one key stay in order. The ticket's id, or for other entities {@code user-<id>} etc. */
    String key();

    /** The CloudEvents subject, such as {@code tickets/42}. */
    default String subject() {
        return type().entity() + "/" + header().entityId();
    }
}
