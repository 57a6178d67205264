package io.deskledger.api;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.model.event.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** What arrives on the topic from now on, read as any consumer would. */
public final class ChangesTopic implements AutoCloseable {

    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Arrival> arrivals = new ArrayList<>();

    public ChangesTopic(String kafka) {
        this(kafka, false);
    }

    private ChangesTopic(String kafka, boolean fromStart) {
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = consumer.partitionsFor(Topics.CHANGES).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        if (fromStart) {
            consumer.seekToBeginning(partitions);
        } else {
            consumer.seekToEnd(partitions);
        }
        partitions.forEach(consumer::position);
    }

    /** Everything that the broker has. */
    public static ChangesTopic fromStart(String kafka) {
        return new ChangesTopic(kafka, true);
    }

    /** All events of the request so far, each once, in the order of their arrival. */
    public List<Arrival> of(String requestId) {
        consumer.poll(Duration.ofMillis(200))
                .forEach(message -> arrivals.add(new Arrival(
                        message.key(), KafkaMessageFactory.createReader(message).toEvent())));
        Map<String, Arrival> once = new LinkedHashMap<>();
        arrivals.stream()
                .filter(arrival -> requestId.equals(arrival.event().getExtension("requestid")))
                .forEach(arrival -> once.putIfAbsent(arrival.event().getId(), arrival));
        return List.copyOf(once.values());
    }

    /** The versions of the request's events by key, in the order of their arrival. */
    public Map<String, List<Long>> versions(String requestId) {
        Map<String, List<Long>> versions = new LinkedHashMap<>();
        of(requestId)
                .forEach(arrival -> versions.computeIfAbsent(arrival.key(), key -> new ArrayList<>())
                        .add(Long.valueOf(String.valueOf(arrival.event().getExtension("entityversion")))));
        return versions;
    }

    @Override
    public void close() {
        consumer.close(Duration.ZERO);
    }

    /** One message. */
    public record Arrival(String key, CloudEvent event) {}
}
