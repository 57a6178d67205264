package io.deskledger.api.audit;

import io.deskledger.model.chain.CheckpointKeys;
import io.deskledger.model.chain.SignedCheckpoint;
import java.util.Iterator;
import java.util.Set;

/** The checkpoints that one verification holds the log against, as they were when it began. */
interface Checkpoints extends AutoCloseable {

    /** Where they come from: {@code file}, {@code database} or {@code none}. */
    String source();

    /** The keys that they are trusted by. */
    CheckpointKeys keys();

    /** The chains that there are some of. */
    Set<Integer> chains();

    /** Those of a chain by rising size. */
    Iterator<SignedCheckpoint> of(int chain);

    /** How many lines are no checkpoints. */
    long unreadable();

    @Override
    void close();
}
