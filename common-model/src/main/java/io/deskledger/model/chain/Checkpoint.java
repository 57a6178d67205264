package io.deskledger.model.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a chain was at some time.
 *
 * @param size how many rows it had
 * @param root the Merkle root over their hashes
 * @param head the hash of the last of them
 * @param rows the marks of the last of them, as a rule of those since the checkpoint before
 * @param at when that was, in microseconds
 * @param previous the hash of the chain's checkpoint before, {@link Hash#GENESIS} for its first
 */
public record Checkpoint(int chain, long size, Hash root, Hash head, RowMarks rows, Instant at, Hash previous) {

    public Checkpoint {
        if (chain < 0 || size < 1 || rows.count() > size) {
            throw new IllegalArgumentException(
                    "no checkpoint: chain %d, size %d, marks of %d rows".formatted(chain, size, rows.count()));
        }
    }

    /** The text that is signed. Whoever has it checks the signature with any tool. */
    public String text() {
        return """
                deskledger audit checkpoint v1
                chain %d
                size %d
                root %s
                head %s
                rows %s
                at %s
                previous %s
                """.formatted(chain, size, root, head, rows, at, previous);
    }

    /** The hash that the next checkpoint names as {@code previous}. */
    public Hash hash() {
        return Hash.owning(Sha256.digest().digest(bytes()));
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
