package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.EmbeddedKafka;
import io.deskledger.embedded.KafkaGate;
import io.deskledger.embedded.KafkaLogin;
import io.deskledger.embedded.KafkaTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A broker that lets in only whoever signs in, over TLS with a certificate that no public authority has signed: all
 * three services do, and nobody tells how.
 */
class SecuredKafkaIT {

    private static final String PASSWORD = "a-password-for-the-test";
    private static final KafkaLogin LOGIN = new KafkaLogin("desk", "hunter2-hunter2");
    private static final Duration SOON = Duration.ofSeconds(60);

    @Test
    void aTicketGoesThroughItToTheAuditLogAndTheReports(@TempDir Path folder) throws Exception {
        Path data = folder.resolve("data");
        KafkaGate gate = new KafkaGate(LOGIN, KafkaTls.make(folder, "a-password-of-keys"));
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary(gate)) {
            RunningLauncher launcher = RunningLauncher.start(
                    data,
                    Ports.free(),
                    PASSWORD,
                    Map.of(
                            "DESKLEDGER_KAFKA", kafka.bootstrapServers(),
                            "DESKLEDGER_KAFKA_PROPERTIES_FILE",
                                    gate.write(folder.resolve("kafka.properties"))
                                            .toString()));
            try {
                launcher.awaitUp();
                follow(new Desk(launcher.address()).login("agent@example.com", PASSWORD));
                assertThat(launcher.process("kafka")).isEmpty();
                assertThat(said(launcher, data)).doesNotContain(LOGIN.password());
            } finally {
                launcher.destroy();
            }
        }
    }

    /** The reports are complete up to a moment once the worker has read the topic up to then. */
    private static void follow(Desk desk) throws Exception {
        long id = desk.createTicket("The hall is locked");
        Instant created = Instant.now();
        await("audit entry")
                .atMost(SOON)
                .until(() -> desk.get("/tickets/" + id + "/audit").path("items").size() == 1);
        await("reports")
                .atMost(SOON)
                .until(() -> Instant.parse(
                                desk.get("/reports/status").path("watermark").asText("1970-01-01T00:00:00Z"))
                        .isAfter(created));
    }

    /** The logs of the services, and what the launcher says. */
    private static String said(RunningLauncher launcher, Path data) throws IOException {
        StringBuilder said = new StringBuilder(launcher.output());
        for (String part : List.of("ticket-api", "audit-consumer", "analytics-worker")) {
            String log = Files.readString(data.resolve("logs").resolve(part + ".log"));
            assertThat(log).as(part).isNotEmpty();
            said.append(log);
        }
        return said.toString();
    }
}
