package io.deskledger.model.chain;

import java.util.Optional;

/** Follows one chain row by row and says at the first broken one what is wrong with it. For one thread. */
public final class ChainWalk {

    private final int chain;
    private final RowHasher hasher = new RowHasher();
    private long seq;
    private Hash hash;
    private Hash hashBefore;

    private ChainWalk(int chain, long seq, Hash hash) {
        this.chain = chain;
        this.seq = seq;
        this.hash = hash;
        this.hashBefore = hash;
    }

    /** A walk over the whole chain. */
    public static ChainWalk fromStart(int chain) {
        return new ChainWalk(chain, 0, Hash.GENESIS);
    }

    /** A walk over what follows the row at {@code seq}, whose hash is believed. */
    public static ChainWalk after(int chain, long seq, Hash hash) {
        return new ChainWalk(chain, seq, hash);
    }

    int chain() {
        return chain;
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
            return row.seq() > expected
                    ? broken(expected, "the row is missing")
                    : broken(Math.max(row.seq(), 1), "there is another row in its place");
        }
        if (!link.previousHash().equals(hash)) {
            return unlinked(link, expected);
        }
        if (row.data() != null && !hasher.ofData(row.data()).equals(link.dataHash())) {
            return broken(expected, "its data was changed");
        }
        if (!hasher.ofRow(hash, row, link.dataHash()).equals(link.hash())) {
            return broken(expected, "its columns or its hash were changed");
        }
        seq = expected;
        hashBefore = hash;
        hash = link.hash();
        return Optional.empty();
    }

    /** Which of the two rows that don't fit together is the wrong one. */
    private Optional<ChainBreak> unlinked(ChainLink link, long place) {
        if (seq > 0 && link.previousHash().equals(hashBefore)) {
            return broken(seq, "the row was inserted: the next one follows the row before it");
        }
        Hash own = hasher.ofRow(link.previousHash(), link.row(), link.dataHash());
        if (seq > 0 && own.equals(link.hash())) {
            return broken(seq, "it is not the row that the next one follows");
        }
        return broken(place, "it does not follow the row before it");
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
