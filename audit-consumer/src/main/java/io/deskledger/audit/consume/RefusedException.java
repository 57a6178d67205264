package io.deskledger.audit.consume;

/** Thrown where an event turns out to be none that can be audited. */
final class RefusedException extends RuntimeException {

    private final transient Refusal refusal;

    RefusedException(Refusal.Kind kind, String detail) {
        super(detail, null, false, false);
        this.refusal = new Refusal(kind, detail);
    }

    Refusal refusal() {
        return refusal;
    }
}
