package io.deskledger.api.imports;

/** Ends the reading of one line; the reason names the field. */
final class RefusedLineException extends RuntimeException {

    RefusedLineException(String reason) {
        super(reason, null, false, false);
    }

    RefusedLineException(String field, String rule) {
        this(field + " " + rule);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
