package io.deskledger.audit.chain;

import io.deskledger.model.chain.ChainBreak;
import java.util.List;

/**
 * What a walk over the chains found.
 *
 * @param rows how many rows were checked
 * @param erased how many of them have no data any more; their data's hash still stands in the chain
 * @param breaks the first broken row of each broken chain; empty where all is well
 */
public record ChainReport(long rows, long erased, List<ChainBreak> breaks) {

    public ChainReport {
        breaks = List.copyOf(breaks);
    }

    /** Whether no row was changed, removed, added or moved. */
    public boolean isIntact() {
        return breaks.isEmpty();
    }
}
