package io.deskledger.model.chain;

import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Follows one chain and holds it against its checkpoints on the way: a chain that was computed anew fits together, but
 * not with what was signed of it. For one thread.
 */
public final class SealedWalk {

    private final ChainWalk walk;
    private final Iterator<SignedCheckpoint> checkpoints;
    private final CheckpointKeys keys;
    private final long begin;
    // Only a walk from the start has all leaves; behind another row the signed head says as much of the rest.
    private final MerkleFrontier tree = new MerkleFrontier();
    private @Nullable Checkpoint due;
    private long sealed;
    private long signed;
    private long compared;
    private long untrusted;

    /**
     * @param checkpoints those of the chain by rising size; some may be missing or be there twice
     * @param keys those that are trusted; a checkpoint that none of them signed is counted and left out
     */
    public SealedWalk(ChainWalk walk, Iterator<SignedCheckpoint> checkpoints, CheckpointKeys keys) {
        this.walk = walk;
        this.checkpoints = checkpoints;
        this.keys = keys;
        this.begin = walk.seq();
        advance();
    }

    /** The place of the last good row, or where the walk began. */
    public long seq() {
        return walk.seq();
    }

    /** The hash of the last good row. */
    public Hash hash() {
        return walk.hash();
    }

    /** The last row that a checkpoint was found to cover; 0 for none. */
    public long sealed() {
        return sealed;
    }

    /** How many checkpoints the rows were held against and fitted. */
    public long checkpoints() {
        return compared;
    }

    /** How many checkpoints nobody trusted has signed. */
    public long untrusted() {
        return untrusted;
    }

    /** Goes on to the next stored row. */
    public Optional<ChainBreak> next(ChainLink link) {
        Optional<ChainBreak> broken = walk.next(link).map(found -> place(found, link));
        if (broken.isPresent()) {
            return broken;
        }
        Optional<ChainBreak> other = compareMark(link.hash());
        if (other.isPresent()) {
            return other;
        }
        if (begin == 0) {
            tree.append(link.hash());
        }
        return compare();
    }

    /** Compares with what the chain's head remembers of the last row, and with what was signed. */
    public Optional<ChainBreak> end(long headSeq, Hash headHash) {
        return end().or(() -> walk.end(headSeq, headHash));
    }

    /** Compares with what was signed only, where there is no head. */
    public Optional<ChainBreak> end() {
        return due == null
                ? Optional.empty()
                : broken(
                        walk.seq() + 1,
                        "the row is missing: there were %d rows when it was signed at %s"
                                .formatted(due.size(), due.at()));
    }

    /** Of two rows that don't fit together the second is the wrong one where the first was signed. */
    private ChainBreak place(ChainBreak found, ChainLink link) {
        boolean blamesSigned = found.seq() == signed && link.row().seq() == signed + 1;
        return blamesSigned
                ? new ChainBreak(found.chain(), found.seq() + 1, "it does not follow the row before it")
                : found;
    }

    private Optional<ChainBreak> compareMark(Hash row) {
        if (due == null) {
            return Optional.empty();
        }
        long index = walk.seq() - 1 - (due.size() - due.rows().count());
        if (index < 0) {
            return Optional.empty();
        }
        if (!due.rows().fits((int) index, row)) {
            // Earlier rows without marks may have been changed as well.
            return index == 0 && walk.seq() > unsealed()
                    ? differ(due)
                    : broken(walk.seq(), "it is not the row that was signed at " + due.at());
        }
        signed = walk.seq();
        return Optional.empty();
    }

    private Optional<ChainBreak> compare() {
        while (due != null && due.size() == walk.seq()) {
            Checkpoint checkpoint = due;
            if (!fits(checkpoint)) {
                return differ(checkpoint);
            }
            sealed = checkpoint.size();
            compared++;
            advance();
        }
        return Optional.empty();
    }

    private long unsealed() {
        return Math.max(sealed, begin) + 1;
    }

    private Optional<ChainBreak> differ(Checkpoint checkpoint) {
        long from = unsealed();
        return from > checkpoint.size()
                ? broken(checkpoint.size(), "two different histories of as many rows were signed")
                : broken(
                        from,
                        "some of the rows %d to %d are not those that were signed at %s"
                                .formatted(from, checkpoint.size(), checkpoint.at()));
    }

    private boolean fits(Checkpoint checkpoint) {
        return checkpoint.head().equals(walk.hash())
                && (begin > 0 || checkpoint.root().equals(tree.root()));
    }

    /** Leaves out what lies before the walk, repetitions, and what nobody trusted has signed. */
    private void advance() {
        Checkpoint last = due;
        due = null;
        while (due == null && checkpoints.hasNext()) {
            SignedCheckpoint next = checkpoints.next();
            boolean known =
                    next.checkpoint().size() <= begin || next.checkpoint().equals(last);
            if (!known && keys.trust(next)) {
                due = next.checkpoint();
            } else if (!known) {
                untrusted++;
            }
        }
    }

    private Optional<ChainBreak> broken(long place, String reason) {
        return Optional.of(new ChainBreak(walk.chain(), place, reason));
    }
}
