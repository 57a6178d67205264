package io.deskledger.local.process;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A process started by us, its output in a log file. */
public final class ChildProcess implements RunningPart {

    // A terminal sends Ctrl-C to every process of its group. Ours has to stop the others in order, so they don't
    // hear it: what a shell ignores is ignored by what it turns into.
    private static final List<String> DEAF_TO_THE_TERMINAL =
            List.of("/bin/sh", "-c", "umask 077; trap '' INT HUP; exec \"$@\"", "sh");

    private final Process process;
    private final ProcessId id;

    private ChildProcess(Process process, ProcessId id) {
        this.process = process;
        this.id = id;
    }

    /** Starts a command with exactly the given environment. */
    public static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
            throws IOException {
        List<String> whole = new ArrayList<>(DEAF_TO_THE_TERMINAL);
        whole.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        ProcessId id = ProcessId.of(process.pid())
                .orElseThrow(() -> new IOException("%s ended at once".formatted(command.getFirst())));
        return new ChildProcess(process, id);
    }

    @Override
    public ProcessId id() {
        return id;
    }

    @Override
    public CompletableFuture<String> ended() {
        return process.onExit().thenApply(ended -> describe(ended.exitValue()));
    }

    @Override
    public void stop(Duration patience) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            kill();
            process.waitFor();
        }
    }

    @Override
    public void kill() {
        process.destroyForcibly();
    }

    private static String describe(int status) {
        return status > 128 ? "was killed by signal %d".formatted(status - 128) : "ended with %d".formatted(status);
    }
}
