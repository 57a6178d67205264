package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.process.PidFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The launcher as a user runs it: a process of its own, on a data folder. */
final class RunningLauncher {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final Duration UP = Duration.ofMinutes(3);
    private static final String OPTIONS = "JDK_JAVA_OPTIONS";
    private static final String QUICKLY = "-XX:CompilationMode=quick-only";

    /**
     * For a system that lives for a minute: neither does its best compiler begin, whose work would not pay any more,
     * nor is counted for it what is called how often. All else that the launcher tells its JVMs stays, and what is kept
     * for later starts is what users keep.
     */
    static final Map<String, String> SHORT_LIVED = Map.of(OPTIONS, QUICKLY);

    /**
     * The same, which also leaves it to others to ease later starts: what it has begun of that is lost when it ends.
     */
    static final Map<String, String> UNTRAINED = Map.of(OPTIONS, QUICKLY + " -Ddeskledger.training=false");

    private final Path data;
    private final int port;
    private final Path output;
    private final Process process;

    private RunningLauncher(Path data, int port, Path output, Process process) {
        this.data = data;
        this.port = port;
        this.output = output;
        this.process = process;
    }

    /** What a command answered. */
    record Answer(int code, String output) {}

    static RunningLauncher start(Path data, int port, String password) throws IOException {
        return start(data, port, password, SHORT_LIVED);
    }

    static RunningLauncher start(Path data, int port, String password, Map<String, String> environment)
            throws IOException {
        Path output = data.resolveSibling("launcher.out");
        ProcessBuilder builder = command(data, port, List.of());
        builder.environment().put("DESKLEDGER_DEMO_PASSWORD", password);
        builder.environment().put("DESKLEDGER_DEMO_TICKETS", "100");
        builder.environment().putAll(environment);
        return new RunningLauncher(
                data, port, output, builder.redirectOutput(output.toFile()).start());
    }

    RunningLauncher awaitUp() {
        await("the launcher is up")
                .atMost(UP)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> {
                    assertThat(process.isAlive()).as(output()).isTrue();
                    return output().contains("Deskledger is up.");
                });
        return this;
    }

    /** Runs another command beside it, to its end. */
    Answer run(String... arguments) throws IOException, InterruptedException {
        Process command = command(data, port, List.of(arguments)).start();
        String said;
        try (var out = command.inputReader()) {
            said = String.join("\n", out.lines().toList());
        }
        assertThat(command.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Answer(command.exitValue(), said);
    }

    String address() {
        return "http://localhost:" + port;
    }

    String output() throws IOException {
        return Files.readString(output);
    }

    /** What runs a part now, if anything does. */
    Optional<ProcessHandle> process(String part) {
        return new PidFile(new DataFolder(data).pidFile(part))
                .running()
                .flatMap(entry -> entry.process().handle());
    }

    long pid(String part) throws IOException {
        Path file = data.resolve("run").resolve(part + ".pid");
        return Files.exists(file) ? Long.parseLong(Files.readString(file).split(" ", -1)[0]) : -1;
    }

    Process process() {
        return process;
    }

    /** Whether there is a start cache of this build of ticket-api, by whichever launcher. */
    static boolean startsAreEased() throws IOException {
        Path target = HOME.resolve("ticket-api/target");
        FileTime built = Files.getLastModifiedTime(jar(target, "ticket-api"));
        try (Stream<Path> files = Files.list(target)) {
            for (Path cache : files.filter(file -> file.getFileName().toString().matches("start-[0-9a-f]{8}\\.aot"))
                    .toList()) {
                if (Files.getLastModifiedTime(cache).compareTo(built) > 0) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Kills it and what it runs, for a test that went wrong. */
    void destroy() {
        try {
            process.destroy();
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                run("stop");
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static ProcessBuilder command(Path data, int port, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx96m",
                "-Xss512k",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Dlogback.configurationFile=logback-launcher.xml",
                "-Ddeskledger.home=" + HOME,
                "-jar",
                jar(HOME.resolve("deploy/local/target"), "local").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DESKLEDGER_"));
        builder.environment()
                .putAll(Map.of("DESKLEDGER_DATA_DIR", data.toString(), "DESKLEDGER_PORT", Integer.toString(port)));
        return builder;
    }

    private static Path jar(Path target, String artifact) {
        try (Stream<Path> files = Files.list(target)) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*(?<!-tests)\\.jar"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
