package io.deskledger.api.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over the hash chains found.
 *
 * @param rowsErased how many of the checked rows have no data any more; their data's hash still stands in the chain
 * @param firstBroken the first row of the first broken chain that is not what was written, or null where all is well
 * @param complete whether every chain that was asked for was walked to its end or to its first broken row
 */
@Serdeable
record Verification(
        long rowsChecked,
        long rowsErased,
        List<Chain> chains,
        @Nullable Broken firstBroken,
        boolean complete) {

    Verification {
        chains = List.copyOf(chains);
    }

    /**
     * One chain.
     *
     * @param rows how many of its rows were checked
     * @param seq the place of the last good row: a verification can go on behind it
     * @param head the hash of the last good row, in hexadecimal
     */
    @Serdeable
    record Chain(int chain, long rows, long seq, String head) {}

    /** A row that is not what was written, and why. */
    @Serdeable
    record Broken(int chain, long seq, String reason) {}
}
