package io.deskledger.audit.chain;

import io.deskledger.model.chain.ChainBreak;
import io.deskledger.model.chain.Hash;
import java.util.Optional;

/**
 * What a walk over one chain found.
 *
 * @param rows how many rows were checked
 * @param erased how many of them have no data any more; their data's hash still stands in the chain
 * @param seq the place of the last good row
 * @param head the hash of the last good row
 * @param sealed the last row that a trusted checkpoint covers, 0 for none
 * @param checkpoints how many checkpoints the rows were held against
 * @param untrusted how many checkpoints nobody trusted has signed
 * @param broken the first row that is not what was written
 */
public record ChainResult(
        int chain,
        long rows,
        long erased,
        long seq,
        Hash head,
        long sealed,
        long checkpoints,
        long untrusted,
        Optional<ChainBreak> broken) {}
