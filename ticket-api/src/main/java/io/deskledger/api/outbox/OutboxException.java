package io.deskledger.api.outbox;

/** The outbox could not be read or written; the transaction it belongs to can't go on. */
public final class OutboxException extends RuntimeException {

    OutboxException(String message, Throwable cause) {
        super(message, cause);
    }

    OutboxException(String message) {
        super(message);
    }
}
