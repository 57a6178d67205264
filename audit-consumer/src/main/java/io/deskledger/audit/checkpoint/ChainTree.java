package io.deskledger.audit.checkpoint;

import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.SignedCheckpoint;
import java.util.Optional;

/**
 * What is kept of a chain between two checkpoints.
 *
 * @param tree the frontier at the last checkpoint
 * @param last the last checkpoint that the database knows
 */
record ChainTree(int chain, MerkleFrontier tree, Optional<SignedCheckpoint> last) {}
