package io.deskledger.model.event;

/** Thrown inside the codec only: callers of it get {@link DecodedEvent.Malformed}. */
final class MalformedEventException extends RuntimeException {

    MalformedEventException(String message) {
        super(message, null, false, false);
    }
}
