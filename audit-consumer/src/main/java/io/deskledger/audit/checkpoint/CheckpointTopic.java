package io.deskledger.audit.checkpoint;

import io.deskledger.audit.consume.KafkaClients;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.SignedCheckpoint;
import io.deskledger.model.event.Topics;
import io.deskledger.runtime.broker.BrokerAdmin;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.jspecify.annotations.Nullable;

/** The topic of checkpoints: one partition, kept for ever, with as many copies as the changes have. */
@Singleton
final class CheckpointTopic {

    private final KafkaClients clients;
    private final String topic;
    private @Nullable Producer<byte[], byte[]> producer;

    CheckpointTopic(KafkaClients clients, CheckpointConfiguration configuration) {
        this.clients = clients;
        this.topic = configuration.topic();
    }

    /** Returns when the broker has acknowledged all of them. */
    synchronized void send(List<SignedCheckpoint> checkpoints)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            Producer<byte[], byte[]> open = producer();
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (SignedCheckpoint one : checkpoints) {
                byte[] key = utf8(Integer.toString(one.checkpoint().chain()));
                sent.add(open.send(new ProducerRecord<>(topic, key, utf8(CheckpointJson.write(one)))));
            }
            for (Future<RecordMetadata> one : sent) {
                one.get();
            }
        } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
            close();
            throw e;
        }
    }

    private Producer<byte[], byte[]> producer() throws InterruptedException, ExecutionException, TimeoutException {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            ensureTopic();
            open = clients.producer();
            producer = open;
        }
        return open;
    }

    private void ensureTopic() throws InterruptedException, ExecutionException, TimeoutException {
        try (BrokerAdmin broker = clients.questions()) {
            int brokers = broker.ask(admin -> admin.describeCluster().nodes()).size();
            NewTopic wanted = new NewTopic(topic, 1, Topics.replicas(brokers))
                    .configs(Map.of(
                            TopicConfig.RETENTION_MS_CONFIG,
                            "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG,
                            "-1",
                            TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                            Topics.inSync(brokers)));
            broker.ask(admin -> admin.createTopics(List.of(wanted)).all());
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    @PreDestroy
    synchronized void close() {
        if (producer != null) {
            producer.close(Duration.ZERO);
            producer = null;
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
