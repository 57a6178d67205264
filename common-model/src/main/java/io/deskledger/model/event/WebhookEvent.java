package io.deskledger.model.event;

import java.util.Map;

/** A change of one webhook. No event ever holds a webhook's secret. */
public sealed interface WebhookEvent extends ChangeEvent {

    @Override
    default String key() {
        return "webhook-" + header().entityId();
    }

    /** A webhook was created. */
    record Created(EventHeader header, Map<String, FieldChange> changes) implements WebhookEvent {
        @Override
        public EventType type() {
            return EventType.WEBHOOK_CREATED;
        }
    }

    /** A webhook was changed by an admin, or switched off because its receiver is gone. */
    record Updated(EventHeader header, Map<String, FieldChange> changes) implements WebhookEvent {
        @Override
        public EventType type() {
            return EventType.WEBHOOK_UPDATED;
        }
    }

    /** A webhook is gone; the changes hold what it was. */
    record Deleted(EventHeader header, Map<String, FieldChange> changes) implements WebhookEvent {
        @Override
        public EventType type() {
            return EventType.WEBHOOK_DELETED;
        }
    }

    /** A webhook has another secret; the changes say until when the old one signs too. */
    record SecretRotated(EventHeader header, Map<String, FieldChange> changes) implements WebhookEvent {
        @Override
        public EventType type() {
            return EventType.WEBHOOK_SECRET_ROTATED;
        }
    }

    /** An admin had a delivery made again. */
    record Redelivered(EventHeader header, Map<String, FieldChange> changes) implements WebhookEvent {
        @Override
        public EventType type() {
            return EventType.WEBHOOK_REDELIVERED;
        }
    }
}
