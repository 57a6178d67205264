package io.deskledger.analytics;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A worker in a process of its own, which can be killed and frozen. */
public final class WorkerProcess implements AutoCloseable {

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final Process process;
    private final Path log;

    private WorkerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    public static WorkerProcess start(Desk desk, String zone, Map<String, Object> more) throws IOException {
        return start(desk, zone, more, ClassArchive.options(WorkerProcess::live));
    }

    private static void live(List<String> options) throws IOException {
        try (Desk desk = Desk.prepared();
                WorkerProcess worker = start(desk, "UTC", Map.of(), options)) {
            await("the worker is up").atMost(Desk.PATIENCE).until(() -> worker.isUp() && worker.isReading());
            worker.process.destroy();
            await("its end").atMost(Desk.PATIENCE).until(() -> !worker.isAlive());
        }
    }

    private static WorkerProcess start(Desk desk, String zone, Map<String, Object> more, List<String> options)
            throws IOException {
        Path log = Path.of(
                "target",
                "worker-process-%d-%d.log".formatted(ProcessHandle.current().pid(), NUMBERS.incrementAndGet()));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx192m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=128m"));
        command.addAll(options);
        command.addAll(List.of("-cp", ClassArchive.classPath(), AnalyticsWorker.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.put("DESKLEDGER_ANALYTICS_PORT", "-1");
        desk.properties(zone, more).forEach((name, value) -> environment.put(name, value.toString()));
        return new WorkerProcess(builder.start(), log);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Whether it has begun to work. */
    public boolean isUp() throws IOException {
        return says("summaries is up");
    }

    /** Whether it has begun to read the topic. */
    public boolean isReading() throws IOException {
        return says("changes is up");
    }

    private boolean says(String words) throws IOException {
        return process.isAlive() && Files.readString(log).contains(words);
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Stands still, with all that it holds, until it is thawed. */
    public void freeze() throws IOException, InterruptedException {
        signal("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signal("CONT");
    }

    private void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " answered " + code);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
