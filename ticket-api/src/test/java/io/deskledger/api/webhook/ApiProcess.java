package io.deskledger.api.webhook;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.ApiServer;
import io.deskledger.api.TicketApi;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** A ticket-api in a process of its own, which can be killed. */
final class ApiProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofSeconds(90);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI base;
    private String token = "";

    private ApiProcess(Process process, URI base) {
        this.process = process;
        this.base = base;
    }

    static ApiProcess start(DatabaseAccess database, Map<String, Object> settings) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        TicketApi.class.getName())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/webhook-api-process.log"));
        Map<String, String> environment = builder.environment();
        environment.put("DESKLEDGER_PORT", Integer.toString(port));
        environment.put("DESKLEDGER_DB_URL", database.url());
        environment.put("DESKLEDGER_DB_PASSWORD", database.passwords().of(DatabaseRole.API));
        environment.put("DESKLEDGER_DB_OWNER_PASSWORD", database.passwords().of(DatabaseRole.OWNER));
        environment.put("DESKLEDGER_KAFKA", TestServers.kafka());
        environment.put("DESKLEDGER_JWT_SECRET", "a secret of tests that is long enough");
        environment.put("DESKLEDGER_ADMIN_EMAIL", ApiServer.ADMIN_EMAIL);
        environment.put("DESKLEDGER_ADMIN_PASSWORD", ApiServer.ADMIN_PASSWORD);
        environment.put("DESKLEDGER_ATTACHMENTS_DIR", "target/attachments/" + UUID.randomUUID());
        settings.forEach((name, value) -> environment.put(name, value.toString()));
        ApiProcess api = new ApiProcess(builder.start(), URI.create("http://127.0.0.1:" + port));
        await().atMost(START_LIMIT).ignoreExceptions().until(() -> api.send("GET", "/health/liveness", "") != null);
        api.token = api.send(
                        "POST",
                        "/api/v1/auth/login",
                        JSON.writeValueAsString(
                                Map.of("username", ApiServer.ADMIN_EMAIL, "password", ApiServer.ADMIN_PASSWORD)))
                .get("access_token")
                .textValue();
        return api;
    }

    long create(String url, String event) {
        return send("POST", "/api/v1/webhooks", "{\"url\": \"" + url + "\", \"events\": [\"" + event + "\"]}")
                .get("id")
                .longValue();
    }

    String tag() {
        return send("POST", "/api/v1/tags", "{\"name\": \"t" + UUID.randomUUID() + "\"}")
                .get("name")
                .textValue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    private JsonNode send(String method, String path, String body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<String> answer = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new AssertionError(answer.statusCode() + " " + answer.body());
            }
            return JSON.readTree(answer.body());
        } catch (JacksonException e) {
            throw new AssertionError(path, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path, e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
