package io.deskledger.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Map;

/** A change of one ticket or of something that belongs to it. */
public sealed interface TicketEvent extends ChangeEvent {

    /** The ticket as it stands after the change. */
    TicketSnapshot ticket();

    @Override
    default String key() {
        return Long.toString(header().entityId());
    }

    /** A ticket was created, by a person or by an import. */
    record Created(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket) implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_CREATED;
        }
    }

    /** Fields of a ticket changed. */
    record Updated(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket) implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_UPDATED;
        }
    }

    /** A comment was added; what the comment did to the ticket (first response, reopening) stands in the same event. */
    record Commented(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_COMMENTED;
        }

        /** The comment's id. */
        public long commentId() {
            return comment().path("id").longValue();
        }

        /** Whether only staff may read the comment. */
        public boolean isInternal() {
            return comment().path("is_internal").booleanValue();
        }

        private JsonNode comment() {
            FieldChange comment = changes.get("comment");
            return comment == null ? MissingNode.getInstance() : comment.to();
        }
    }

    /** Tags were added or removed. */
    record Tagged(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket) implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_TAGGED;
        }
    }

    /** The ticket was deleted; it can be restored. */
    record Deleted(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket) implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_DELETED;
        }
    }

    /** A deleted ticket came back as it was. */
    record Restored(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_RESTORED;
        }
    }

    /** The ticket is gone for good: the changes hold its whole final state, and no later event follows. */
    record Purged(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket) implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_PURGED;
        }
    }

    /** The ticket is somebody else's now. */
    record Transferred(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_TRANSFERRED;
        }
    }

    /** A comment says something else, or other people may read it. */
    record CommentEdited(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_COMMENT_EDITED;
        }
    }

    /** A comment is gone; the event keeps what it said. */
    record CommentDeleted(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_COMMENT_DELETED;
        }
    }

    /** A file was attached: its name, type, size and hash; the content stays where it is stored. */
    record Attached(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_ATTACHED;
        }
    }

    /** An attached file is gone; the event keeps what it was. */
    record Detached(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_DETACHED;
        }
    }

    /** A target comes near: the changes say which, of which policy version, and when it is due. */
    record SlaWarned(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_SLA_WARNING;
        }
    }

    /** A target was missed: the changes say which, of which policy version, and the exact instant. */
    record SlaBreached(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_SLA_BREACHED;
        }
    }

    /** An admin has the ticket held to another policy version than the one it was given. */
    record SlaReevaluated(EventHeader header, Map<String, FieldChange> changes, TicketSnapshot ticket)
            implements TicketEvent {
        @Override
        public EventType type() {
            return EventType.TICKET_SLA_REEVALUATED;
        }
    }
}
