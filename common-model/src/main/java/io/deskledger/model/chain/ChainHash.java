package io.deskledger.model.chain;

/** The hashes of single rows; whoever hashes many uses {@link ChainWalk}. */
public final class ChainHash {

    private ChainHash() {}

    /** The hash of an event's data as received. */
    public static Hash ofData(String data) {
        return new RowHasher().ofData(data);
    }

    /** The hash of a row that follows the row with hash {@code previous}. */
    public static Hash ofRow(Hash previous, AuditRow row, Hash dataHash) {
        return new RowHasher().ofRow(previous, row, dataHash);
    }

    static byte[] canonical(AuditRow row) {
        return new RowHasher().canonical(row);
    }
}
