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

    /**
     * Somebody tried a wrong password of this user, or the right one of a deactivated user; says how often, never what
     * was tried.
     */
    record SignInFailed(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_SIGN_IN_FAILED;
        }
    }

    /** A user signed out. */
    record SignedOut(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_SIGNED_OUT;
        }
    }

    /** A session was ended because one of its used refresh tokens came again: somebody else may have it. */
    record SessionEnded(EventHeader header, Map<String, FieldChange> changes) implements UserEvent {
        @Override
        public EventType type() {
            return EventType.USER_SESSION_ENDED;
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
