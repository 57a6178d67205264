package io.deskledger.audit.consume;

import java.util.Locale;

/**
 * Why an event can't be audited.
 *
 * @param detail for people: the attribute or field, and what is wrong with it
 */
record Refusal(Kind kind, String detail) {

    enum Kind {
        TOMBSTONE,
        NOT_A_CLOUDEVENT,
        UNKNOWN_TYPE,
        UNKNOWN_VERSION,
        MALFORMED,
        WRONG_KEY,
        UNSTORABLE;

        /** The name in headers and metrics. */
        String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The header of the dead letter: {@code unknown_type: io.deskledger.ticket.frozen.v1}. */
    String reason() {
        return kind.wire() + ": " + detail;
    }
}
