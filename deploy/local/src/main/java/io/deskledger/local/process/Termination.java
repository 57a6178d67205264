package io.deskledger.local.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Ends processes that are not our children: those that a killed launcher left behind. */
public final class Termination {

    private Termination() {}

    /** Asks with the given signal, waits, and ends by force what does not listen. */
    public static void end(ProcessId process, String signal, Duration patience) throws InterruptedException {
        process.handle().ifPresent(handle -> signal(handle, signal));
        if (!gone(process, patience)) {
            process.handle().ifPresent(ProcessHandle::destroyForcibly);
            gone(process, patience);
        }
    }

    /** Waits for the end of a process; answers whether it came in time. */
    public static boolean gone(ProcessId process, Duration patience) throws InterruptedException {
        var handle = process.handle();
        if (handle.isEmpty()) {
            return true;
        }
        try {
            handle.get().onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return !process.alive();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void signal(ProcessHandle handle, String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(handle.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            handle.destroy();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
