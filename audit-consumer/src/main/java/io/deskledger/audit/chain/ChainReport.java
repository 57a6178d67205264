package io.deskledger.audit.chain;

import io.deskledger.model.chain.ChainBreak;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a walk over the chains found, by chain. */
public record ChainReport(List<ChainResult> chains) {

    public ChainReport {
        chains = List.copyOf(chains);
    }

    /** How many rows were checked. */
    public long rows() {
        return sum(ChainResult::rows);
    }

    /** How many of them have no data any more. */
    public long erased() {
        return sum(ChainResult::erased);
    }

    /** How many rows checkpoints cover. */
    public long sealed() {
        return sum(ChainResult::sealed);
    }

    /** How many checkpoints nobody trusted has signed. */
    public long untrusted() {
        return sum(ChainResult::untrusted);
    }

    /** The first broken row of each broken chain; empty where all is well. */
    public List<ChainBreak> breaks() {
        return chains.stream()
                .map(ChainResult::broken)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Whether no row was changed, removed, added or moved. */
    public boolean isIntact() {
        return breaks().isEmpty();
    }

    private long sum(ToLongFunction<ChainResult> figure) {
        return chains.stream().mapToLong(figure).sum();
    }
}
