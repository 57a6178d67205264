package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseBootstrap;
import io.deskledger.embedded.EmbeddedPostgres;
import io.deskledger.embedded.RolePasswords;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.TicketEvent;
import io.micronaut.runtime.server.EmbeddedServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database or the log goes away and comes back: nothing is lost, nothing is doubled, nobody has to help. */
class OutageIT {

    @Test
    void goesOnWhenTheDatabaseComesBack(@TempDir Path folder) throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("data"), 0);
        DatabaseAccess database = DatabaseBootstrap.prepare(postgres.adminUrl(), "desk", RolePasswords.random());
        try (AuditDesk desk = new AuditDesk(database)) {
            EmbeddedServer consumer = desk.startConsumer();
            List<TicketEvent> events = Events.tickets(100, 12);
            desk.send(events.subList(0, 400));
            awaitAudited(desk, 400);
            awaitReadiness(consumer, 200);

            killSessions(postgres);
            desk.send(events.subList(400, 800));
            awaitAudited(desk, 800);

            int port = postgres.port();
            postgres.close();
            desk.send(events.subList(800, 1_200));
            awaitReadiness(consumer, 503);
            postgres = EmbeddedPostgres.start(folder.resolve("data"), port);
            awaitAudited(desk, 1_200);
            awaitReadiness(consumer, 200);
            desk.assertWhole(1_200);
        } finally {
            postgres.close();
        }
    }

    @Test
    void readsATopicThatWasMadeAnewFromItsBeginning() throws Exception {
        try (AuditDesk desk = new AuditDesk()) {
            desk.startConsumer();
            List<TicketEvent> first = Events.tickets(10, 10);
            desk.send(first);
            awaitAudited(desk, 100);
            desk.stopConsumers();

            recreateTopic(desk);
            // Longer than the stored offsets, so that these alone would not give it away; half of it is known already.
            List<TicketEvent> second = Events.tickets(30, 10);
            desk.send(first);
            desk.send(second);
            desk.startConsumer();
            awaitAudited(desk, 400);
            desk.assertWhole(400);
        }
    }

    private static void recreateTopic(AuditDesk desk) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafka()))) {
            admin.deleteTopics(List.of(desk.topic)).all().get();
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> !admin.listTopics().names().get().contains(desk.topic));
        }
        desk.recreateTopics();
    }

    private static void killSessions(EmbeddedPostgres postgres) throws Exception {
        try (Connection admin = DriverManager.getConnection(postgres.adminUrl());
                Statement statement = admin.createStatement()) {
            statement.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'deskledger_audit'");
        }
    }

    private static void awaitAudited(AuditDesk desk, long rows) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(desk.audited()).isEqualTo(rows));
    }

    private static void awaitReadiness(EmbeddedServer consumer, int status) {
        URI readiness = consumer.getURI().resolve("/health/readiness");
        try (HttpClient client = HttpClient.newHttpClient()) {
            await().atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(client.send(
                                            HttpRequest.newBuilder(readiness).build(), BodyHandlers.ofString())
                                    .statusCode())
                            .isEqualTo(status));
        }
    }
}
