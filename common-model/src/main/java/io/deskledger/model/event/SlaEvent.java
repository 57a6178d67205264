package io.deskledger.model.event;

import java.util.Map;

/** A change of one calendar or policy of service levels. */
public sealed interface SlaEvent extends ChangeEvent {

    @Override
    default String key() {
        return switch (this) {
            case CalendarCreated _, CalendarUpdated _, CalendarDeleted _ -> "sla-calendar-" + header().entityId();
            case PolicyCreated _, PolicyUpdated _, PolicyDeleted _ -> "sla-policy-" + header().entityId();
        };
    }

    /** A calendar was created. */
    record CalendarCreated(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_CALENDAR_CREATED;
        }
    }

    /** A calendar has other hours, holidays or another zone. */
    record CalendarUpdated(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_CALENDAR_UPDATED;
        }
    }

    /** A calendar is gone; the changes hold what it was. */
    record CalendarDeleted(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_CALENDAR_DELETED;
        }
    }

    /** A policy was created. */
    record PolicyCreated(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_POLICY_CREATED;
        }
    }

    /** A policy asks for something else, or stands elsewhere among the others. */
    record PolicyUpdated(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_POLICY_UPDATED;
        }
    }

    /** A policy is gone; the changes hold what it was. Tickets that are held to one of its versions stay so. */
    record PolicyDeleted(EventHeader header, Map<String, FieldChange> changes) implements SlaEvent {
        @Override
        public EventType type() {
            return EventType.SLA_POLICY_DELETED;
        }
    }
}
