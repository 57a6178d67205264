package io.deskledger.local.process;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** One run of a part, from its start to its end. */
public interface RunningPart {

    ProcessId id();

    /** Completes when the process is gone, with how it ended in words. */
    CompletableFuture<String> ended();

    /** Ends it in order, and by force after the given time; returns when it is gone. */
    void stop(Duration patience) throws InterruptedException;

    /** Ends it by force, at once. */
    void kill();
}
