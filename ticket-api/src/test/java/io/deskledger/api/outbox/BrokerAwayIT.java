package io.deskledger.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import io.deskledger.api.ChangesTopic;
import io.deskledger.api.DeskInstance;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.EmbeddedKafka;
import io.deskledger.embedded.KafkaTopics;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokerAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final DatabaseAccess database = ApiServer.newDatabase();
    private final String request = UUID.randomUUID().toString();

    @Test
    void keepsEveryEventAndItsOrderWhileTheBrokerIsAway(@TempDir Path folder) throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, 0);
        String servers = kafka.bootstrapServers();
        KafkaTopics.ensure(servers);
        try (ApplicationContext desk = DeskInstance.start(database, servers, Map.of())) {
            append(desk, 1, 100);
            kafka.close();
            append(desk, 101, 200);
            kafka = EmbeddedKafka.start(folder, Integer.parseInt(servers.split(":", -1)[1]), 0);
            try (ChangesTopic topic = ChangesTopic.fromStart(servers)) {
                append(desk, 201, 300);

                await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 0);
                await().atMost(PATIENCE).until(() -> topic.of(request).size() == 3_000);
                assertThat(topic.versions(request))
                        .hasSize(10)
                        .allSatisfy((key, versions) -> assertThat(versions)
                                .isEqualTo(
                                        LongStream.rangeClosed(1, 300).boxed().toList()));
            }
        } finally {
            kafka.close();
        }
    }

    @Test
    void aBrokerThatHasLostEverythingIsGivenItsTopicsAndAllThatIsNotAcknowledged(@TempDir Path folder)
            throws Exception {
        EmbeddedKafka kafka = EmbeddedKafka.start(folder.resolve("lost"), 0, 0);
        String servers = kafka.bootstrapServers();
        try (ApplicationContext desk =
                DeskInstance.start(database, servers, Map.of("deskledger.relay.stalled-after", "5s"))) {
            append(desk, 1, 10);
            await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 0);
            kafka.close();
            append(desk, 11, 20);
            kafka = EmbeddedKafka.start(folder.resolve("new"), Integer.parseInt(servers.split(":", -1)[1]), 0);

            await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 0);
            try (ChangesTopic topic = ChangesTopic.fromStart(servers)) {
                await().atMost(PATIENCE).until(() -> topic.of(request).size() >= 100);
                assertThat(topic.versions(request))
                        .hasSize(10)
                        .allSatisfy((key, versions) ->
                                assertThat(versions).endsWith(11L, 12L, 13L, 14L, 15L, 16L, 17L, 18L, 19L, 20L));
            }
        } finally {
            kafka.close();
        }
    }

    @SuppressWarnings("unchecked")
    private void append(ApplicationContext desk, long from, long to) {
        TransactionOperations<Connection> transactions = desk.getBean(TransactionOperations.class);
        for (long version = from; version <= to; version++) {
            long now = version;
            transactions.executeWrite(status -> {
                desk.getBean(Outbox.class)
                        .append(LongStream.rangeClosed(1, 10)
                                .mapToObj(user -> Changes.change(request, user, now))
                                .toList());
                return true;
            });
        }
    }
}
