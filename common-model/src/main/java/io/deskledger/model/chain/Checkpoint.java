package io.deskledger.model.chain;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What a chain was at some time.
 *
 * @param size how many rows it had
 * @param root the Merkle root over their hashes
 * @param head the hash of the last of them
 * @param at when that was, in microseconds
 * @param previous the hash of the chain's checkpoint before, {@link Hash#GENESIS} for its first
 */
public record Checkpoint(int chain, long size, Hash root, Hash head, Instant at, Hash previous) {

    /** The text that is signed. Whoever has it checks the signature with any tool. */
    public String text() {
        return """
                deskledger audit checkpoint v1
                chain %d
                size %d
                root %s
                head %s
                at %s
                previous %s
                """.formatted(chain, size, root, head, at, previous);
    }

    /** The hash that the next checkpoint names as {@code previous}. */
    public Hash hash() {
        return Hash.owning(Sha256.digest().digest(bytes()));
    }

    byte[] bytes() {
        return text().getBytes(StandardCharsets.UTF_8);
    }
}
