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

/**
 * A broker that lets in only whoever signs in, over TLS with a certificate that no public authority has signed: all
 * three services do, and nobody tells how.
 */
record SecuredKafka(EmbeddedKafka broker, Path properties) implements AutoCloseable {

    private static final KafkaLogin LOGIN = new KafkaLogin("desk", "hunter2-hunter2");
    private static final Duration SOON = Duration.ofSeconds(60);

    static SecuredKafka start(Path folder) throws Exception {
        KafkaGate gate = new KafkaGate(LOGIN, KafkaTls.make(folder, "a-password-of-keys"));
        return new SecuredKafka(EmbeddedKafka.startTemporary(gate), gate.write(folder.resolve("kafka.properties")));
    }

    /** What a launcher is told of it. */
    Map<String, String> environment() {
        return Map.of(
                "DESKLEDGER_KAFKA", broker.bootstrapServers(),
                "DESKLEDGER_KAFKA_PROPERTIES_FILE", properties.toString());
    }

    /** The launcher has no broker of its own, and nothing that it or a service says tells the password. */
    void isUsedAndNotTold(RunningLauncher launcher, Path data) throws IOException {
        assertThat(launcher.process("kafka")).isEmpty();
        assertThat(said(launcher, data)).doesNotContain(LOGIN.password());
    }

    /**
     * A ticket goes through it to the audit log and the reports, which are complete up to a moment once the worker has
     * read the topic up to then.
     */
    static void follow(Desk desk) throws IOException, InterruptedException {
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

    @Override
    public void close() {
        broker.close();
    }
}
