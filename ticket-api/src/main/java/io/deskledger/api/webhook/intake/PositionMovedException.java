package io.deskledger.api.webhook.intake;

/** Another instance reads this partition by now. */
final class PositionMovedException extends RuntimeException {

    PositionMovedException(int partition) {
        super("partition " + partition + " is at another offset by now");
    }
}
