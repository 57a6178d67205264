package io.deskledger.api.audit;

import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.MerklePath;
import java.util.List;

/** The hashes of a chain as far as a checkpoint goes: whole blocks from what is kept of them, the others row by row. */
final class StoredLeaves implements MerklePath.Leaves {

    private final ChainQueries log;
    private final int chain;
    private final List<Hash> blocks;
    private long page = -1;
    private List<Hash> rows = List.of();

    StoredLeaves(ChainQueries log, CheckpointQueries checkpoints, int chain, long size) {
        this.log = log;
        this.chain = chain;
        this.blocks = checkpoints.blocks(chain, size / MerkleFrontier.BLOCK_ROWS);
    }

    @Override
    public Hash row(long index) {
        long wanted = index / MerkleFrontier.BLOCK_ROWS;
        if (wanted != page) {
            rows = log.hashes(chain, wanted * MerkleFrontier.BLOCK_ROWS, (wanted + 1) * MerkleFrontier.BLOCK_ROWS);
            page = wanted;
        }
        return at(rows, index % MerkleFrontier.BLOCK_ROWS);
    }

    @Override
    public Hash block(long index) {
        return at(blocks, index);
    }

    /** What is missing leads to a path that proves nothing, which is found out at its end. */
    private static Hash at(List<Hash> hashes, long index) {
        return index < hashes.size() ? hashes.get((int) index) : Hash.GENESIS;
    }
}
