package io.deskledger.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A ticket-api in a process of its own, which can be told to stop, or killed. */
public final class ApiProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Pattern ADDRESS = Pattern.compile("Server Running: (http://\\S+)");

    private final Process process;
    private final File log;

    private ApiProcess(Process process, File log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it without waiting for it; its log is {@code target/<name>.log}. */
    public static ApiProcess start(String name, DatabaseAccess database, Map<String, ?> settings) throws IOException {
        File log = new File("target/" + name + ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:MetaspaceSize=128m",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), TicketApi.class.getName()));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        Map<String, String> environment = builder.environment();
        environment.put("DESKLEDGER_PORT", "-1");
        environment.put("DESKLEDGER_DB_URL", database.url());
        environment.put("DESKLEDGER_DB_PASSWORD", database.passwords().of(DatabaseRole.API));
        environment.put("DESKLEDGER_DB_OWNER_PASSWORD", database.passwords().of(DatabaseRole.OWNER));
        environment.put("DESKLEDGER_KAFKA", TestServers.kafka());
        environment.put("DESKLEDGER_JWT_SECRET", "a secret of tests that is long enough");
        environment.put("DESKLEDGER_ADMIN_EMAIL", ApiServer.ADMIN_EMAIL);
        environment.put("DESKLEDGER_ADMIN_PASSWORD", ApiServer.ADMIN_PASSWORD);
        environment.put("DESKLEDGER_ATTACHMENTS_DIR", "target/attachments/" + UUID.randomUUID());
        environment.put("DESKLEDGER_RATE_LIMIT_USER", "0");
        environment.put("DESKLEDGER_RATE_LIMIT_ADDRESS", "0");
        environment.put("DESKLEDGER_WEBHOOKS", "false");
        settings.forEach((variable, value) -> environment.put(variable, value.toString()));
        return new ApiProcess(builder.start(), log);
    }

    /** Where it listens, once it does. */
    public URI address() {
        return await().atMost(PATIENCE)
                .until(
                        () -> {
                            String told = Files.readString(log.toPath());
                            assertThat(process.isAlive()).as(told).isTrue();
                            Matcher found = ADDRESS.matcher(told);
                            return found.find() ? URI.create(found.group(1)) : null;
                        },
                        found -> found != null);
    }

    /** The administrator, signed in. */
    public ApiClient admin() {
        ApiClient stranger = new ApiClient(address(), null);
        Answer login = stranger.post(
                "/auth/login", Map.of("username", ApiServer.ADMIN_EMAIL, "password", ApiServer.ADMIN_PASSWORD));
        return stranger.withToken(login.expect(200).text("access_token"));
    }

    /** Sends SIGTERM. */
    public void stop() {
        process.destroy();
    }

    /** Whether it ends within that time. */
    public boolean endsWithin(Duration limit) throws InterruptedException {
        return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Sends SIGKILL, where it still runs, and waits for the end. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
