package io.deskledger.runtime.stop;

/**
 * Work that a service does by itself. All of it is told to end in one moment and then waited for against one deadline,
 * while everything that it needs is still there.
 */
public interface BackgroundWork {

    /** Has nothing more taken up; returns at once. */
    void end();

    /** Waits until what is under way has ended; what has not at the deadline is cut off or left to others. */
    void awaitEnd(Deadline deadline) throws InterruptedException;
}
