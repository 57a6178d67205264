package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiProcess;
import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** SIGTERM while people work: who was let in is answered. */
class StopIT {

    private static final int WRITERS = 8;
    private static final int ENOUGH = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DELAY_SECONDS = 8;
    private static final int STOP_SECONDS = 30;
    private static final String SILENT = "127.0.0.2";

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final DatabaseAccess database = ApiServer.newDesk();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final Set<String> unanswered = ConcurrentHashMap.newKeySet();

    @Test
    void answersWhatItHasAcceptedAndSaysBeforeThatItWillEnd() throws Exception {
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
                ServerSocket silent = new ServerSocket(0, WRITERS, InetAddress.ofLiteral(SILENT));
                ApiProcess process = start()) {
            URI base = process.address();
            String token = process.admin().token();
            new AuditDatabase(database).migrate(); // what the stream reads
            process.admin()
                    .post(
                            "/webhooks",
                            Map.of(
                                    "url",
                                    "http://" + SILENT + ":" + silent.getLocalPort(),
                                    "events",
                                    List.of("io.deskledger.ticket.created.v1")))
                    .expect(201);
            CompletableFuture<HttpResponse<String>> stream =
                    http.sendAsync(request(base, "/api/v1/events/stream", token).build(), BodyHandlers.ofString());
            List<Future<?>> work = IntStream.range(0, WRITERS)
                    .<Future<?>>mapToObj(_ -> writers.submit(() -> write(base, token)))
                    .toList();
            await().atMost(PATIENCE).until(() -> {
                assertThat(work).as("all go on").noneMatch(Future::isDone);
                return created.size() >= ENOUGH;
            });
            silent.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            try (Socket attempt = silent.accept()) {
                assertThat(attempt.isConnected()).isTrue();
                stop(process, base);
            }

            for (Future<?> one : work) {
                one.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            assertThat(stream.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body())
                    .as("a stream that was ended, not cut off, and says when to come back")
                    .startsWith("retry: 3000");
        }
        Set<String> stored = titles();
        assertThat(stored).containsAll(created);
        assertThat(stored).as("accepted, done and not answered").doesNotContainAnyElementsOf(unanswered);
    }

    /** A receiver that has taken an attempt and never answers holds it up no longer than all else may. */
    private void stop(ApiProcess process, URI base) throws InterruptedException {
        process.stop();
        long told = System.nanoTime();
        await().atMost(Duration.ofSeconds(DELAY_SECONDS))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> readiness(base) == 503);
        assertThat(process.endsWithin(Duration.ofSeconds(DELAY_SECONDS + STOP_SECONDS)))
                .isTrue();
        System.out.printf(
                "ended after %,d ms; %d answered, %d not let in%n",
                (System.nanoTime() - told) / 1_000_000, created.size(), unanswered.size());
    }

    /** Works until the server takes no more. */
    private void write(URI base, String token) {
        boolean open = true;
        while (open) {
            String title = "Ticket " + UUID.randomUUID();
            try {
                HttpRequest post = request(base, "/api/v1/tickets", token)
                        .POST(BodyPublishers.ofString(
                                "{\"title\": \"" + title + "\", \"description\": \"Smoke comes out of tray two.\"}"))
                        .build();
                HttpResponse<String> answer = http.send(post, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                created.add(title);
            } catch (IOException e) {
                unanswered.add(title);
                open = false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                open = false;
            }
        }
    }

    private int readiness(URI base) throws InterruptedException {
        try {
            return http.send(
                            HttpRequest.newBuilder(base.resolve("/health/readiness"))
                                    .build(),
                            BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new AssertionError("gone before it said that it goes", e);
        }
    }

    private static HttpRequest.Builder request(URI base, String path, String token) {
        return HttpRequest.newBuilder(base.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private ApiProcess start() throws IOException {
        return ApiProcess.start(
                "stop-api-process",
                database,
                Map.of(
                        "DESKLEDGER_STOP_DELAY",
                        DELAY_SECONDS + "s",
                        "DESKLEDGER_WEBHOOKS",
                        "true",
                        "DESKLEDGER_WEBHOOK_GROUP",
                        UUID.randomUUID(),
                        "DESKLEDGER_WEBHOOK_ALLOW",
                        SILENT + "/32",
                        "DESKLEDGER_WEBHOOK_HTTP",
                        "true",
                        "DESKLEDGER_WEBHOOK_TIMEOUT",
                        "5m",
                        "DESKLEDGER_WEBHOOK_LEASE",
                        "10m"));
    }

    private Set<String> titles() throws SQLException {
        try (Connection connection = database.connect(DatabaseRole.OWNER);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT title FROM support.tickets")) {
            Set<String> titles = new HashSet<>();
            while (rows.next()) {
                titles.add(rows.getString(1));
            }
            return titles;
        }
    }
}
