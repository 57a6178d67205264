package io.deskledger.model.chain;

/**
 * A checkpoint with its signature.
 *
 * @param key the hash of the public key (its X.509 form) that the signature is checked with
 * @param signature Ed25519 over {@link Checkpoint#text}, in Base64
 */
public record SignedCheckpoint(Checkpoint checkpoint, Hash key, String signature) {}
