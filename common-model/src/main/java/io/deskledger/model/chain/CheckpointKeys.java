package io.deskledger.model.chain;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The public keys that checkpoints are checked with: today's, and those before it. */
public final class CheckpointKeys {

    private final Map<Hash, PublicKey> keys = new HashMap<>();

    public CheckpointKeys(Collection<PublicKey> keys) {
        keys.forEach(key -> this.keys.put(id(key), key));
    }

    /** What a checkpoint calls the key. */
    public static Hash id(PublicKey key) {
        return Hash.owning(Sha256.digest().digest(key.getEncoded()));
    }

    public boolean isEmpty() {
        return keys.isEmpty();
    }

    /** Whether one of the keys signed exactly this checkpoint. */
    public boolean trust(SignedCheckpoint signed) {
        PublicKey key = keys.get(signed.key());
        if (key == null) {
            return false;
        }
        try {
            Signature signature = Signature.getInstance(CheckpointSigner.ALGORITHM);
            signature.initVerify(key);
            signature.update(signed.checkpoint().bytes());
            return signature.verify(Base64.getDecoder().decode(signed.signature()));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
