package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.Settings;
import io.deskledger.local.process.Memory;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.stack.Leftovers;
import io.deskledger.local.stack.Probe;
import io.deskledger.local.stack.Service;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One line per process. */
public final class StatusCommand {

    private static final int NOT_RUNNING = 3;
    private static final int NOT_READY = 1;
    private static final String FORMAT = "%-18s %-10s %8s %6s %12s %10s";

    private final DataFolder data;
    private final Clock clock;
    private final PrintStream out;

    public StatusCommand(Settings settings, Clock clock) {
        this.data = new DataFolder(settings.dataDir());
        this.clock = clock;
        this.out = System.out;
    }

    /** Answers the exit code: 0 all ready, 1 some part is not, 3 nothing runs. */
    public int run() {
        Installation installation = new Installation(data);
        if (!installation.running()) {
            return withoutLauncher();
        }
        out.println(FORMAT.formatted("PROCESS", "STATE", "PID", "PORT", "UP", "MEMORY"));
        List<String> names = new ArrayList<>(Leftovers.parts());
        names.add("launcher");
        long memory = 0;
        boolean ready = true;
        for (String name : names) {
            Optional<PidFile.Entry> entry = new PidFile(data.pidFile(name)).running();
            String state = entry.map(running -> state(name, running)).orElse(external(name) ? "external" : "down");
            ready &= state.equals("ready") || state.equals("external");
            long bytes = entry.flatMap(running -> running.process().handle())
                    .map(handle -> name.equals("launcher") ? Memory.ofOne(handle) : Memory.of(handle))
                    .orElse(0L);
            memory += bytes;
            out.println(line(name, state, entry, bytes));
        }
        out.println(FORMAT.formatted("all", ready ? "ready" : "not ready", "", "", "", megabytes(memory)));
        installation.address().ifPresent(address -> out.println("Address: " + address));
        return ready && installation.address().isPresent() ? 0 : NOT_READY;
    }

    private int withoutLauncher() {
        List<String> left = Leftovers.running(data);
        if (left.isEmpty()) {
            out.printf("Deskledger is not running on %s.%n", data.root());
            return NOT_RUNNING;
        }
        out.printf(
                "The launcher on %s is gone, but of what it started there still run: %s. ./deskledger stop ends them, ./deskledger replaces them.%n",
                data.root(), String.join(", ", left));
        return NOT_READY;
    }

    private String line(String name, String state, Optional<PidFile.Entry> entry, long bytes) {
        return FORMAT.formatted(
                name,
                state,
                entry.map(running -> Long.toString(running.process().pid())).orElse("-"),
                entry.map(running -> name.equals("launcher") ? "" : Integer.toString(running.port()))
                        .orElse("-"),
                entry.flatMap(running -> running.process().handle())
                        .flatMap(handle -> handle.info().startInstant())
                        .map(started -> uptime(Duration.between(started, clock.instant())))
                        .orElse("-"),
                megabytes(bytes));
    }

    /** A part that has no process although the launcher runs it not: the user's own server. */
    private boolean external(String name) {
        return !Files.exists(data.pidFile(name))
                && Arrays.stream(Service.values())
                        .noneMatch(service -> service.artifact().equals(name));
    }

    private static String state(String name, PidFile.Entry entry) {
        boolean service = Arrays.stream(Service.values())
                .anyMatch(candidate -> candidate.artifact().equals(name));
        boolean ready = name.equals("launcher")
                || (service
                        ? Probe.healthy("http://127.0.0.1:" + entry.port())
                        : Probe.accepts("127.0.0.1", entry.port()));
        return ready ? "ready" : "starting";
    }

    static String uptime(Duration up) {
        return up.toHours() > 0
                ? "%d h %02d min".formatted(up.toHours(), up.toMinutesPart())
                : "%d min %02d s".formatted(up.toMinutes(), up.toSecondsPart());
    }

    private static String megabytes(long bytes) {
        return bytes == 0 ? "-" : "%,d MB".formatted(bytes >> 20);
    }
}
