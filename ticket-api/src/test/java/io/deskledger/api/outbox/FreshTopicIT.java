package io.deskledger.api.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import io.deskledger.api.ChangesTopic;
import io.deskledger.api.DeskInstance;
import io.deskledger.embedded.EmbeddedKafka;
import io.deskledger.model.event.StoredEvent;
import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerConnection;
import io.deskledger.runtime.trace.Traces;
import io.micronaut.context.ApplicationContext;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.LongStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.junit.jupiter.api.Test;

/**
 * A broker that does not host a partition yet refuses its first batch for the moment: the second must not overtake it.
 */
class FreshTopicIT {

    private static final int ROUNDS = 8;
    private static final int PARTITIONS = 60; // more than we make: the broker is longer about them
    private static final int KEYS = 30;
    private static final int EVENTS = 180;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Random random = new Random(3);

    @Test
    void takesEventsInTheirOrderFromTheFirstMomentOn() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.startTemporary();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()));
                ApplicationContext desk = DeskInstance.start(
                        ApiServer.newDatabase(),
                        kafka.bootstrapServers(),
                        Map.of("deskledger.relay.enabled", false, "deskledger.webhooks.enabled", false))) {
            for (int round = 0; round < ROUNDS; round++) {
                admin.createTopics(List.of(new NewTopic(Topics.CHANGES, PARTITIONS, (short) 1)))
                        .all()
                        .get();
                sendAndCheck(kafka, desk.getBean(Traces.class));
                admin.deleteTopics(List.of(Topics.CHANGES)).all().get();
            }
        }
    }

    private void sendAndCheck(EmbeddedKafka kafka, Traces traces) throws Exception {
        String request = UUID.randomUUID().toString();
        List<OutboxRow> rows = LongStream.rangeClosed(1, EVENTS)
                .mapToObj(id -> row(id, request))
                .toList();
        try (EventSender sender = EventSender.open(new BrokerConnection(kafka.bootstrapServers(), ""), traces)) {
            SentBatch batch = sender.send(rows);
            assertThat(batch.settle(PATIENCE)).as("all are acknowledged").isTrue();
            assertThat(batch.acknowledged())
                    .isEqualTo(rows.stream().map(OutboxRow::id).toList());
        }
        try (ChangesTopic topic = ChangesTopic.fromStart(kafka.bootstrapServers())) {
            await().atMost(PATIENCE).until(() -> topic.of(request).size() == EVENTS);
            assertThat(topic.versions(request))
                    .hasSize(KEYS)
                    .allSatisfy((key, versions) -> assertThat(versions).isSorted());
        }
    }

    /** So large that two of them don't fit into one batch. */
    private OutboxRow row(long id, String request) {
        byte[] noise = new byte[35_000];
        random.nextBytes(noise);
        String data = HexFormat.of().formatHex(noise);
        return new OutboxRow(
                id,
                "user-" + id % KEYS,
                new StoredEvent(
                        UUID.randomUUID(), "test", "users/1", Instant.EPOCH, "system", request, id, data, null));
    }
}
