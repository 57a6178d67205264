package io.deskledger.api.audit;

import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a walk over the hash chains found.
 *
 * @param rowsErased how many of the checked rows have no data any more; their data's hash still stands in the chain
 * @param chains each chain that was walked
 * @param checkpoints what the rows were held against
 * @param firstBroken the first row of the first broken chain that is not what was written, or null where all is well
 * @param complete whether every chain that was asked for was walked to its end or to its first broken row
 */
@Serdeable
public record Verification(
        long rowsChecked,
        long rowsErased,
        List<Chain> chains,
        Sealing checkpoints,
        @Nullable Broken firstBroken,
        boolean complete) {

    public Verification {
        chains = List.copyOf(chains);
    }

    /**
     * One chain.
     *
     * @param rows how many of its rows were checked
     * @param seq the place of the last good row: a verification can go on behind it
     * @param head the hash of the last good row, in hexadecimal
     * @param sealed the last row that a checkpoint was found to cover; 0 for none
     */
    @Serdeable
    public record Chain(int chain, long rows, long seq, String head, long sealed) {}

    /**
     * The checkpoints.
     *
     * @param source {@code file}, {@code database}, or {@code none} where no public key is configured
     * @param checked how many of them the rows fit
     * @param untrusted how many of them no configured key has signed
     * @param unreadable how many lines of the files are no checkpoints
     */
    @Serdeable
    public record Sealing(String source, long checked, long untrusted, long unreadable) {}

    /** A row that is not what was written, and why. */
    @Serdeable
    public record Broken(int chain, long seq, String reason) {}
}
