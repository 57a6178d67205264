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
    private @Nullable SignedCheckpoint due;
    private @Nullable Checkpoint passed;
    private long checked;

    /**
     * @param checkpoints those of the chain by rising size; equal ones may repeat
     * @param keys none to leave the signatures unchecked
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

    /** How many checkpoints the rows were held against. */
    public long checkpoints() {
        return checked;
    }

    /** The last row that a checkpoint was found to cover. */
    public long sealed() {
        return passed == null ? 0 : passed.size();
    }

    /** Goes on to the next stored row. */
    public Optional<ChainBreak> next(ChainLink link) {
        Optional<ChainBreak> broken = walk.next(link);
        if (broken.isPresent()) {
            return broken;
        }
        if (begin == 0) {
            tree.append(link.hash());
        }
        return due == null || due.checkpoint().size() > walk.seq() ? Optional.empty() : checkDue();
    }

    /** Compares with what the chain's head remembers of the last row, and with what was signed. */
    public Optional<ChainBreak> end(long headSeq, Hash headHash) {
        return end().or(() -> walk.end(headSeq, headHash));
    }

    /** Where there is no head to compare with. */
    public Optional<ChainBreak> end() {
        if (due == null) {
            return Optional.empty();
        }
        Optional<ChainBreak> doubt = doubt(due);
        return doubt.isPresent()
                ? doubt
                : broken(
                        walk.seq() + 1,
                        "the row is missing: the checkpoint of %s covers %d rows"
                                .formatted(due.checkpoint().at(), due.checkpoint().size()));
    }

    private Optional<ChainBreak> checkDue() {
        while (due != null && due.checkpoint().size() <= walk.seq()) {
            Optional<ChainBreak> broken = doubt(due).or(() -> mismatch(due.checkpoint()));
            if (broken.isPresent()) {
                return broken;
            }
            checked++;
            passed = due.checkpoint();
            advance();
        }
        return Optional.empty();
    }

    private Optional<ChainBreak> doubt(SignedCheckpoint signed) {
        Checkpoint checkpoint = signed.checkpoint();
        if (!keys.isEmpty() && !keys.trust(signed)) {
            return broken(sealed() + 1, "no known key has signed the checkpoint over " + checkpoint.size() + " rows");
        }
        if (passed != null && checkpoint.size() <= passed.size()) {
            return broken(
                    checkpoint.size(), "there are two different checkpoints over " + checkpoint.size() + " rows");
        }
        boolean first = passed == null;
        if (first ? begin == 0 && !checkpoint.previous().equals(Hash.GENESIS) : !follows(checkpoint)) {
            return broken(sealed() + 1, "a checkpoint is missing before that over " + checkpoint.size() + " rows");
        }
        return Optional.empty();
    }

    private boolean follows(Checkpoint checkpoint) {
        return passed != null && checkpoint.previous().equals(passed.hash());
    }

    private Optional<ChainBreak> mismatch(Checkpoint checkpoint) {
        boolean same = checkpoint.head().equals(walk.hash())
                && (begin > 0 || checkpoint.root().equals(tree.root()));
        if (same) {
            return Optional.empty();
        }
        long from = Math.max(sealed(), begin) + 1;
        return broken(
                from,
                "rows %d to %d are not those that were signed at %s".formatted(from, checkpoint.size(), checkpoint.at()));
    }

    /** Leaves out what lies before the walk, and repetitions. */
    private void advance() {
        due = null;
        while (checkpoints.hasNext()) {
            SignedCheckpoint next = checkpoints.next();
            boolean before = next.checkpoint().size() <= begin;
            boolean repeated = passed != null && passed.equals(next.checkpoint());
            if (!before && !repeated) {
                due = next;
                return;
            }
        }
    }

    private Optional<ChainBreak> broken(long place, String reason) {
        return Optional.of(new ChainBreak(walk.chain(), place, reason));
    }
}
