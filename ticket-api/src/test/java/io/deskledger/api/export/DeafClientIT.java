package io.deskledger.api.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask for everything and then read nothing hold no connection to the database, and nothing for long. */
class DeafClientIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int AT_ONCE = 4;
    private static final double MOST_BYTES_FOR_NOBODY = 15e6;
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    @Test
    void areCutOff() throws IOException {
        List<Socket> deaf = new ArrayList<>();
        try (ApiServer api = ApiServer.start(
                ApiServer.newDesk(),
                Map.of(
                        "deskledger.relay.enabled",
                        false,
                        "DESKLEDGER_EXPORT_PATIENCE",
                        PATIENCE.toSeconds() + "s",
                        "micronaut.server.idle-timeout",
                        "45s"))) {
            fill(api);
            for (int i = 0; i < AT_ONCE; i++) {
                deaf.add(ask(api));
            }
            for (Socket socket : deaf) {
                await().atMost(LIMIT).until(() -> socket.getInputStream().available() > 0);
            }
            assertThat(export(api).expectProblem(429).header("Retry-After"))
                    .isEqualTo(Long.toString(PATIENCE.toSeconds()));
            MeterRegistry metrics = api.server().getApplicationContext().getBean(MeterRegistry.class);
            // Before anybody is cut off.
            await().atMost(PATIENCE)
                    .until(() -> busyConnections(api) == 0
                            && metrics.get("deskledger.export.running").gauge().value() == AT_ONCE);
            await().atMost(LIMIT)
                    .until(() ->
                            metrics.get("deskledger.export.running").gauge().value() == 0);
            assertThat(metrics.counter("deskledger.export.bytes").count()).isLessThan(AT_ONCE * MOST_BYTES_FOR_NOBODY);
            export(api).expect(200);
            for (Socket socket : deaf) {
                assertThat(rest(socket)).isNotEmpty().doesNotContain(LAST_CHUNK);
            }
        } finally {
            for (Socket socket : deaf) {
                socket.close();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"role\": \"agent\"}", "{\"active\": false}"})
    void whoIsNotLetInAnyMoreGetsNoMore(String change) throws IOException {
        try (ApiServer api = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false))) {
            fill(api);
            Person admin = api.newPerson("admin");
            try (Socket socket = ask(api, admin.client())) {
                await().atMost(LIMIT).until(() -> socket.getInputStream().available() > 0);
                api.admin()
                        .send("PATCH", "/users/" + admin.id(), change, "Content-Type", "application/merge-patch+json")
                        .expect(200);
                LockSupport.parkNanos(Duration.ofSeconds(1).toNanos());

                assertThat(rest(socket)).isNotEmpty().doesNotContain(LAST_CHUNK);
            }
            try (Socket socket = ask(api, api.admin())) {
                assertThat(rest(socket)).endsWith(LAST_CHUNK);
            }
        }
    }

    /** Some 20 MB in 40 pieces, far more than the sockets hold. */
    private static void fill(ApiServer api) {
        api.admin();
        api.execute("""
                INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                     creator_id, version, created_at, updated_at)
                SELECT n, 'TKT-20260101-' || lpad(n::text, 6, '0'), 'Ticket ' || n, repeat('Long ', 1000), 'open',
                       'low', 'low', (SELECT min(id) FROM users), 1,
                       timestamptz '2026-01-01' + n * interval '1 second', timestamptz '2026-01-01'
                  FROM generate_series(1, 4000) n
                """);
    }

    private static Answer export(ApiServer api) {
        return api.admin().get("/exports/tickets?status=closed");
    }

    private static Socket ask(ApiServer api) throws IOException {
        return ask(api, api.admin());
    }

    private static Socket ask(ApiServer api, ApiClient caller) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.setSoTimeout(Math.toIntExact(LIMIT.toMillis()));
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), api.server().getPort()));
        socket.getOutputStream()
                .write(("GET /api/v1/exports/tickets HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                                + caller.token() + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** What was sent until the server hung up. */
    private static String rest(Socket socket) {
        StringBuilder rest = new StringBuilder();
        byte[] buffer = new byte[65_536];
        try {
            for (int read = socket.getInputStream().read(buffer);
                    read >= 0;
                    read = socket.getInputStream().read(buffer)) {
                rest.append(new String(buffer, 0, read, StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // Hung up on hard.
            assertThat(e).isNotInstanceOf(SocketTimeoutException.class);
        }
        return rest.toString();
    }

    private static int busyConnections(ApiServer api) throws SQLException {
        try (Connection server = api.asServer();
                var statement = server.createStatement();
                var rows = statement.executeQuery("""
                        SELECT count(*)
                          FROM pg_stat_activity
                         WHERE datname = current_database() AND usename = current_user AND state <> 'idle'
                           AND pid <> pg_backend_pid()
                        """)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
