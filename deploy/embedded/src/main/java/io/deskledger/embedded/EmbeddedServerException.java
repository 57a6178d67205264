package io.deskledger.embedded;

/** A server could not be started, stopped or prepared; the message is one line fit for a user. */
public final class EmbeddedServerException extends RuntimeException {

    EmbeddedServerException(String message) {
        super(message);
    }

    EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
