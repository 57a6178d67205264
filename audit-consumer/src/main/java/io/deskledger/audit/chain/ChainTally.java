package io.deskledger.audit.chain;

import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.ChainLink;
import io.deskledger.model.chain.ChainWalk;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.SealedWalk;
import java.util.Optional;

/** The check of one chain, as far as it has come. */
final class ChainTally {

    private final int chain;
    private final SealedWalk walk;
    private long rows;
    private long erased;
    private Optional<ChainBreak> broken = Optional.empty();

    ChainTally(int chain, Seals seals) {
        this.chain = chain;
        this.walk = new SealedWalk(ChainWalk.fromStart(chain), seals.of(chain), seals.keys());
    }

    /** Goes on to the next row; false where this one, or one before it, is not what was written. */
    boolean next(ChainLink link) {
        if (broken.isEmpty()) {
            rows++;
            erased += link.row().data() == null ? 1 : 0;
            broken = walk.next(link);
        }
        return broken.isEmpty();
    }

    /** Ends where the head says that the chain ends. */
    ChainResult end(long headSeq, Hash headHash) {
        return result(broken.or(() -> walk.end(headSeq, headHash)));
    }

    /** Ends where the rows end. */
    ChainResult end() {
        return result(broken.or(walk::end));
    }

    private ChainResult result(Optional<ChainBreak> found) {
        return new ChainResult(
                chain,
                rows,
                erased,
                walk.seq(),
                walk.hash(),
                walk.sealed(),
                walk.checkpoints(),
                walk.untrusted(),
                found);
    }
}
