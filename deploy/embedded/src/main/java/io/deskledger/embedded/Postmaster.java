package io.deskledger.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops the server process of one cluster. */
final class Postmaster {

    private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** What the log says while the processes of a killed postmaster are still going away. */
    private static final List<String> PASSING = List.of("is still in use", "already exists");

    private final PostgresCluster cluster;

    Postmaster(PostgresCluster cluster) {
        this.cluster = cluster;
    }

    /** The running postmaster of this folder, whoever started it. */
    Optional<ProcessHandle> running() throws IOException {
        return recordedPid()
                .flatMap(ProcessHandle::of)
                .filter(ProcessHandle::isAlive)
                .filter(this::isOurs);
    }

    /** Starts the server and answers its process id once it accepts connections. */
    long start() throws IOException, InterruptedException {
        forgetReusedPid();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            CommandResult result = pgCtl("start", "--log=" + cluster.log());
            if (result.succeeded()) {
                return recordedPid().orElseThrow(() -> failure("it is gone again"));
            }
            String log = log();
            if (PASSING.stream().noneMatch(log::contains) || System.nanoTime() > deadline) {
                throw failure(log.lines()
                        .filter(line -> line.contains("FATAL"))
                        .findFirst()
                        .orElse(result.output().replace('\n', ' ')));
            }
            LOG.info("PostgreSQL's former processes on {} are still going away, trying again", cluster.data());
            Files.deleteIfExists(cluster.log());
            Thread.sleep(PAUSE);
        }
    }

    /** Stops the server: open transactions are rolled back; nothing committed is lost where the cluster is kept. */
    void stop() throws IOException {
        if (running().isEmpty()) {
            return;
        }
        CommandResult result = pgCtl("stop", cluster.settings().stopOption());
        if (!result.succeeded() && running().isPresent()) {
            throw new EmbeddedServerException("PostgreSQL on " + cluster.data() + " did not stop: " + result.output());
        }
    }

    private CommandResult pgCtl(String action, String option) {
        return cluster.binaries()
                .run("pg_ctl", action, "--pgdata=" + cluster.data(), "--wait", "--timeout=60", "--silent", option);
    }

    /** After a reboot the recorded number may be another process's, and PostgreSQL would wait for that one to end. */
    private void forgetReusedPid() throws IOException {
        if (recordedPid().flatMap(ProcessHandle::of).isPresent() && running().isEmpty()) {
            Files.deleteIfExists(pidFile());
        }
    }

    private boolean isOurs(ProcessHandle process) {
        return process.info()
                .arguments()
                .map(arguments ->
                        Arrays.asList(arguments).contains(cluster.data().toString()))
                .orElse(false);
    }

    private Optional<Long> recordedPid() throws IOException {
        try {
            return Files.readString(pidFile())
                    .lines()
                    .findFirst()
                    .map(String::strip)
                    .filter(line -> line.matches("[0-9]{1,18}"))
                    .map(Long::valueOf);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private Path pidFile() {
        return cluster.data().resolve("postmaster.pid");
    }

    private String log() throws IOException {
        return Files.exists(cluster.log()) ? Files.readString(cluster.log()) : "";
    }

    private EmbeddedServerException failure(String reason) {
        return new EmbeddedServerException(
                "PostgreSQL on " + cluster.data() + " did not start: " + reason + " (log: " + cluster.log() + ")");
    }
}
