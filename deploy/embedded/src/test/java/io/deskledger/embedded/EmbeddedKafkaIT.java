package io.deskledger.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.model.event.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.common.config.ConfigResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {

    @TempDir
    Path folder;

    @Test
    void keepsItsRecordsAndTopicsOverARestartOnOtherPorts() throws Exception {
        try (EmbeddedKafka first = EmbeddedKafka.start(folder.resolve("kafka"), 0, 0)) {
            KafkaTopics.ensure(first.bootstrapServers());
            Records.send(first.bootstrapServers(), 500);
        }
        try (EmbeddedKafka second = EmbeddedKafka.start(folder.resolve("kafka"), 0, 0)) {
            KafkaTopics.ensure(second.bootstrapServers());
            Records.awaitCount(second.bootstrapServers(), 500);
            assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("kafka"), 0, 0))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("in use by another running process");
        }
    }

    @Test
    void makesTheTopicsThatTheServicesShare() throws Exception {
        String servers = TestServers.kafka();
        KafkaTopics.ensure(servers);

        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers))) {
            assertThat(admin.describeTopics(List.of(Topics.CHANGES, Topics.CHANGES_DEAD_LETTERS))
                            .allTopicNames()
                            .get()
                            .values())
                    .hasSize(2)
                    .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(Topics.PARTITIONS));
            assertThat(config(admin, Topics.CHANGES).get("retention.ms").value())
                    .isEqualTo("2592000000");
            assertThat(config(admin, Topics.CHANGES_DEAD_LETTERS)
                            .get("retention.ms")
                            .value())
                    .isEqualTo("-1");
        }
    }

    @Test
    void letsInOnlyWhoSignsInWhereThatIsAskedFor() throws Exception {
        KafkaGate gate = new KafkaGate(new KafkaLogin("desk", "hunter2"), null);
        KafkaGate guess = new KafkaGate(new KafkaLogin("desk", "hunter3"), null);
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary(gate)) {
            assertLetsIn(kafka, gate);
            assertRefuses(kafka, guess, "SaslAuthenticationException");
        }
    }

    @Test
    void isKnownByItsCertificate() throws Exception {
        KafkaLogin login = new KafkaLogin("desk", "hunter2");
        KafkaGate gate =
                new KafkaGate(login, KafkaTls.make(Files.createDirectory(folder.resolve("ours")), "change-it"));
        KafkaGate another =
                new KafkaGate(login, KafkaTls.make(Files.createDirectory(folder.resolve("another")), "change-it"));
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary(gate)) {
            assertLetsIn(kafka, gate);
            assertRefuses(kafka, another, "SslAuthenticationException");
        }
    }

    @Test
    void knowsClientsByTheirCertificatesWhereNobodySignsIn() throws Exception {
        KafkaTls tls = KafkaTls.make(folder, "change-it");
        KafkaGate gate = new KafkaGate(null, tls);
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary(gate)) {
            assertLetsIn(kafka, gate);
            Map<String, String> nobody = new HashMap<>(tls.trust());
            nobody.put("security.protocol", "SSL");
            assertThatThrownBy(() -> KafkaTopics.ensure(new KafkaAccess(kafka.bootstrapServers(), nobody)))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageContaining("SslAuthenticationException");
        }
    }

    private static void assertLetsIn(EmbeddedKafka kafka, KafkaGate client) throws Exception {
        KafkaAccess access = new KafkaAccess(kafka.bootstrapServers(), client.properties());
        KafkaTopics.ensure(access);
        try (Admin admin = Admin.create(access.configuration())) {
            assertThat(admin.listTopics().names().get()).contains(Topics.CHANGES);
        }
    }

    private static void assertRefuses(EmbeddedKafka kafka, KafkaGate client, String why) {
        assertThatThrownBy(() -> KafkaTopics.ensure(new KafkaAccess(kafka.bootstrapServers(), client.properties())))
                .isInstanceOf(EmbeddedServerException.class)
                .hasMessageContaining(why);
    }

    private static Config config(Admin admin, String topic) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return admin.describeConfigs(List.of(resource))
                .all()
                .get()
                .values()
                .iterator()
                .next();
    }
}
