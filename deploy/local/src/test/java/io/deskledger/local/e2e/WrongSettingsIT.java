package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Four mistakes at once, in each process that ships: all are named, no secret is, and nothing is started. */
class WrongSettingsIT {

    private static final Path HOME = Path.of("").toAbsolutePath().getParent().getParent();
    private static final String SECRET = "hunter2-hunter2";

    @ParameterizedTest
    @ValueSource(strings = {"ticket-api", "audit-consumer", "analytics-worker"})
    void aServiceNamesThemAllAndEnds(String service) throws Exception {
        Process process = start(
                HOME.resolve(service),
                service,
                List.of(),
                Map.of(
                        "DESKLEDGER_DB_URL",
                        "postgres://me:" + SECRET + "@db/deskledger",
                        "DESKLEDGER_DB_POOL",
                        "many",
                        "DESKLEDGER_KAFKA",
                        "nowhere",
                        "DESKLEDGER_JWT_SECRET",
                        SECRET,
                        "DESKLEDGER_DB_OWNER_PASSWORD",
                        SECRET));

        String output = output(process);

        assertThat(process.exitValue()).as(output).isEqualTo(78);
        assertThat(output.lines().toList()).first().isEqualTo(service + " can't start with this configuration:");
        assertThat(output)
                .contains("  DESKLEDGER_DB_PASSWORD is not set")
                .contains("  DESKLEDGER_DB_URL is 'postgres://...@db/deskledger': it has to be a URL")
                .contains("  DESKLEDGER_DB_POOL is 'many': it has to be a whole number")
                .contains("  DESKLEDGER_KAFKA is 'nowhere': it has to be a list")
                .doesNotContain(SECRET);
        assertThat(output.lines().filter(line -> line.startsWith("  "))).hasSize(service.equals("ticket-api") ? 5 : 4);
    }

    @Test
    void theLauncherNamesItsOwnAndThoseOfTheServices(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        Process process = start(
                HOME.resolve("deploy/local"),
                "local",
                List.of("start"),
                Map.of(
                        "DESKLEDGER_DATA_DIR", data.toString(),
                        "DESKLEDGER_PORT", "none",
                        "DESKLEDGER_DB_POOL", "many",
                        "DESKLEDGER_REPORTING_ZONE", "Mars/Olympus",
                        "DESKLEDGER_METRICS_TOKEN", "hunter2"));

        String output = output(process);

        assertThat(process.exitValue()).as(output).isEqualTo(1);
        assertThat(output)
                .contains("DESKLEDGER_PORT must be a whole number")
                .contains("DESKLEDGER_DB_POOL is 'many'")
                .contains("DESKLEDGER_REPORTING_ZONE is 'Mars/Olympus'")
                .contains("DESKLEDGER_METRICS_TOKEN (not shown)")
                .doesNotContain("hunter2");
        assertThat(output.lines()).hasSize(4);
        assertThat(data).doesNotExist();
    }

    private static Process start(Path module, String artifact, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Ddeskledger.home=" + HOME,
                "-jar",
                jar(module, artifact).toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("DESKLEDGER_"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return output;
    }

    private static Path jar(Path module, String artifact) throws IOException {
        try (Stream<Path> files = Files.list(module.resolve("target"))) {
            return files.filter(file -> file.getFileName().toString().matches(artifact + "-[0-9].*(?<!-tests)\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
