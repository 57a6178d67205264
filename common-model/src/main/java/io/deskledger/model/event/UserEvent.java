package io.deskledger.model.event;

import java.util.Map;

/** A change of one user or of their API tokens, or a sign-in. */
public sealed interface UserEvent extends ChangeEvent {

    @Override
    default String key() {
        return "user-" + header().entityId();
    }

    /** A user was created, by an admin or by an import. */
    record Created(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_CREATED;
        }
    }

    /** Fields of a user changed; a password shows as changed, never its value. */
    record Updated(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_UPDATED;
        }
    }

    /** A user signed in with a password. */
    record SignedIn(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_SIGNED_IN;
        }
    }

    /** A user made an API token; what it is called and may do, never the token. */
    record TokenCreated(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_TOKEN_CREATED;
        }
    }

    /** A user revoked an API token. */
    record TokenRevoked(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_TOKEN_REVOKED;
        }
    }
}
