package io.deskledger.audit.checkpoint;

/** What is stored of a chain does not continue what was signed of it: it must not be signed. */
final class ConflictException extends RuntimeException {

    private static final long serialVersionUID = 1;

    ConflictException(int chain, long seq, String reason) {
        super("chain %d, row %d: %s".formatted(chain, seq, reason));
    }
}
