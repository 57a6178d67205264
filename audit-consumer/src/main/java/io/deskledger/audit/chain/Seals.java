package io.deskledger.audit.chain;

import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** The checkpoints that a log is held against, and the keys that they are trusted by. */
public record Seals(CheckpointFile file, CheckpointKeys keys) {

    /** No checkpoints: only whether the chains fit together is checked then. */
    public static Seals none() {
        try {
            return new Seals(CheckpointFile.open(List.of(), Instant.MAX), new CheckpointKeys(List.of()));
        } catch (IOException e) {
            throw new IllegalStateException("no file can't fail", e);
        }
    }

    Set<Integer> chains() {
        return file.chains();
    }

    Iterator<SignedCheckpoint> of(int chain) {
        return file.of(chain);
    }
}
