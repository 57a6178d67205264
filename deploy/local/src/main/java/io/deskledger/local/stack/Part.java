package io.deskledger.local.stack;

import io.deskledger.local.process.RunningPart;
import java.io.IOException;

/** Something that has to run for Deskledger to work. */
interface Part {

    String name();

    int port();

    /** Starts it once; what comes back may still need time to be of use. */
    RunningPart start() throws IOException;

    /** Whether it can be used by now. */
    boolean ready();
}
