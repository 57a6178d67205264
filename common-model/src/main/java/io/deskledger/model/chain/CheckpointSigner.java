package io.deskledger.model.chain;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;

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
