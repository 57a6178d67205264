package io.deskledger.model.chain;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** Signs checkpoints. */
public final class CheckpointSigner {

    static final String ALGORITHM = "Ed25519";

    private final PrivateKey key;
    private final PublicKey publicKey;
    private final Hash id;

    public CheckpointSigner(PrivateKey key, PublicKey publicKey) {
        this.key = key;
        this.publicKey = publicKey;
        this.id = CheckpointKeys.id(publicKey);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** What the checkpoints call the key. */
    public Hash id() {
        return id;
    }

    boolean matchesItself() {
        Checkpoint sample = new Checkpoint(0, 1, Hash.GENESIS, Hash.GENESIS, RowMarks.of(List.of()), Instant.EPOCH, id);
        return new CheckpointKeys(List.of(publicKey)).trust(sign(sample));
    }

    public SignedCheckpoint sign(Checkpoint checkpoint) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(checkpoint.bytes());
            return new SignedCheckpoint(checkpoint, id, Base64.getEncoder().encodeToString(signature.sign()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key signs nothing", e);
        }
    }
}
