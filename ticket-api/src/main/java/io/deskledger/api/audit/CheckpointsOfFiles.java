package io.deskledger.api.audit;

import io.deskledger.model.chain.CheckpointFile;
import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.SignedCheckpoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Set;

/** Checkpoints from outside the database: its owner can't take one away. */
record CheckpointsOfFiles(CheckpointFile file, CheckpointKeys keys) implements Checkpoints {

    @Override
    public String source() {
        return "file";
    }

    @Override
    public Set<Integer> chains() {
        return file.chains();
    }

    @Override
    public Iterator<SignedCheckpoint> of(int chain) {
        return file.of(chain);
    }

    @Override
    public long unreadable() {
        return file.unreadable();
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
