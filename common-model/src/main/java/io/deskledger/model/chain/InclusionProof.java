package io.deskledger.model.chain;

import java.util.List;
import java.util.Optional;

/**
 * Proves that a row was in the log when a checkpoint was signed. It needs nothing but itself and the public key.
 *
 * @param path the audit path of RFC 6962 (2.1.1) of the row in the checkpoint's tree
 */
public record InclusionProof(ChainLink link, List<Hash> path, SignedCheckpoint checkpoint) {

    public InclusionProof {
        path = List.copyOf(path);
    }

    /** What is wrong with it; nothing where it proves what it says. */
    public Optional<String> flaw(CheckpointKeys keys) {
        AuditRow row = link.row();
        Checkpoint signed = checkpoint.checkpoint();
        RowHasher hasher = new RowHasher();
        if (!keys.trust(checkpoint)) {
            return Optional.of("no trusted key has signed the checkpoint");
        }
        if (row.data() != null && !hasher.ofData(row.data()).equals(link.dataHash())) {
            return Optional.of("the data is not what was hashed");
        }
        if (!hasher.ofRow(link.previousHash(), row, link.dataHash()).equals(link.hash())) {
            return Optional.of("the row is not what was hashed");
        }
        return row.chain() == signed.chain() && leadsTo(signed)
                ? Optional.empty()
                : Optional.of("the row was not at this place when the checkpoint was signed");
    }

    private boolean leadsTo(Checkpoint signed) {
        try {
            return MerkleProof.root(link.row().seq() - 1, signed.size(), link.hash(), path)
                    .equals(signed.root());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
