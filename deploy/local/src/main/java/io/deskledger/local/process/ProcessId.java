package io.deskledger.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * A process, recognisable after this one has ended.
 *
 * @param started tells a process from a later one that was given the same number
 */
public record ProcessId(long pid, String started) {

    private static final int STATE = 0;
    private static final int START_TICKS = 19;

    /** Answers nothing where no such process lives (any more). */
    public static Optional<ProcessId> of(long pid) {
        return ProcessHandle.of(pid).flatMap(ProcessId::started).map(started -> new ProcessId(pid, started));
    }

    /** Whether this very process is alive; one that was killed and only waits to be reaped is not. */
    public boolean alive() {
        return handle().isPresent();
    }

    public Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(handle -> started(handle).filter(started::equals).isPresent());
    }

    private static Optional<String> started(ProcessHandle handle) {
        Path stat = Path.of("/proc/%d/stat".formatted(handle.pid()));
        if (!Files.exists(Path.of("/proc/self/stat"))) {
            return handle.info().startInstant().map(Instant::toString).filter(any -> handle.isAlive());
        }
        try {
            String line = Files.readString(stat);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields[STATE].equals("Z") || fields[STATE].equals("X")
                    ? Optional.empty()
                    : Optional.of(boot() + "/" + fields[START_TICKS]);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Ticks are counted from the machine's start, so they tell processes apart only together with it. */
    private static String boot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }
}
