package io.deskledger.local.e2e;

import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;

/** A process that does nothing until it is thawed or killed, and what it had started. */
final class Frozen {

    private final List<ProcessHandle> processes;

    private Frozen(List<ProcessHandle> processes) {
        this.processes = processes;
    }

    static Frozen freeze(ProcessHandle process) throws IOException, InterruptedException {
        Frozen frozen = new Frozen(
                Stream.concat(Stream.of(process), process.descendants()).toList());
        frozen.signal("STOP");
        return frozen;
    }

    void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    void kill() {
        processes.forEach(ProcessHandle::destroyForcibly);
    }

    private void signal(String name) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            // One that has ended by itself meanwhile can't be signalled, and need not be.
            if (process.isAlive()) {
                new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor();
            }
        }
    }
}
