package io.deskledger.model.chain;

import java.util.Optional;

/** Follows one chain row by row and says at the first broken one what is wrong with it. */
public final class ChainWalk {

    private final int chain;
    private long seq;
    private Hash hash;

    private ChainWalk(int chain, long seq, Hash hash) {
        this.chain = chain;
        this.seq = seq;
        this.hash = hash;
    }

    /** A walk over the whole chain. */
    public static ChainWalk fromStart(int chain) {
        return new ChainWalk(chain, 0, Hash.GENESIS);
    }

    /** A walk over what follows the row at {@code seq}, whose hash is believed. */
    public static ChainWalk after(int chain, long seq, Hash hash) {
        return new ChainWalk(chain, seq, hash);
    }

    /** The place of the last good row, or where the walk began. */
    public long seq() {
        return seq;
    }

    /** The hash of the last good row. */
    public Hash hash() {
        return hash;
    }

    /** Goes on to the next stored row. */
    public Optional<ChainBreak> next(ChainLink link) {
        AuditRow row = link.row();
        long expected = seq + 1;
        if (row.seq() != expected) {
            return broken(expected, row.seq() > expected ? "the row is missing" : "there is another row in its place");
        }
        if (!link.previousHash().equals(hash)) {
            return broken(expected, "it does not follow the row before it");
        }
        if (row.data() != null && !ChainHash.ofData(row.data()).equals(link.dataHash())) {
            return broken(expected, "its data was changed");
        }
        if (!ChainHash.ofRow(hash, row, link.dataHash()).equals(link.hash())) {
            return broken(expected, "its columns or its hash were changed");
        }
        seq = expected;
        hash = link.hash();
        return Optional.empty();
    }

    /** Compares with what the chain's head remembers of the last row. */
    public Optional<ChainBreak> end(long headSeq, Hash headHash) {
        if (seq < headSeq) {
            return broken(seq + 1, "the row is missing at the end of the chain");
        }
        if (seq > headSeq || !hash.equals(headHash)) {
            return broken(seq, "the chain's head names another last row");
        }
        return Optional.empty();
    }

    private Optional<ChainBreak> broken(long place, String reason) {
        return Optional.of(new ChainBreak(chain, place, reason));
    }
}
