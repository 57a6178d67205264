package io.deskledger.audit.consume;

/**
 * A chain's head is not where this consumer believed it: another wrote, or the database is an older one. Seek again.
 */
final class HeadMovedException extends RuntimeException {

    HeadMovedException(String message) {
        super(message);
    }
}
