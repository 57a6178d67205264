package io.deskledger.audit.consume;

import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Parks what can't be audited, with the reason, so that it can be replayed once it is understood. */
@Singleton
final class DeadLetters {

    private static final String PREFIX = "deskledger-";

    private final KafkaClients clients;
    private final AuditConfiguration configuration;
    // Made for the first dead letter, of which most installations never see one.
    private @Nullable Producer<byte[], byte[]> producer;

    DeadLetters(KafkaClients clients, AuditConfiguration configuration) {
        this.clients = clients;
        this.configuration = configuration;
    }

    /** Returns when the broker has acknowledged all of them; throws when it did not. */
    synchronized void park(List<Message.Poison> letters) {
        if (letters.isEmpty()) {
            return;
        }
        try {
            List<Future<RecordMetadata>> sent = new ArrayList<>();
            for (Message.Poison letter : letters) {
                sent.add(producer().send(letter(letter, letter.record().value())));
            }
            producer().flush();
            for (int i = 0; i < sent.size(); i++) {
                confirm(sent.get(i), letters.get(i));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void confirm(Future<RecordMetadata> sent, Message.Poison letter) {
        try {
            await(sent);
        } catch (RecordTooLargeException e) {
            // With its reason it outgrew the broker's limit. The original is named; better that than stopping here.
            ProducerRecord<byte[], byte[]> stub = letter(letter, null);
            stub.headers().add(PREFIX + "value-omitted", utf8("true"));
            await(producer().send(stub));
        }
    }

    private static void await(Future<RecordMetadata> sent) {
        try {
            sent.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a dead letter was sent", e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(Message.Poison letter, byte @Nullable [] value) {
        ConsumerRecord<byte[], byte[]> original = letter.record();
        ProducerRecord<byte[], byte[]> copy =
                new ProducerRecord<>(configuration.deadLetterTopic(), null, original.key(), value, original.headers());
        Headers headers = copy.headers();
        headers.add(PREFIX + "reason", utf8(letter.refusal().reason()));
        headers.add(PREFIX + "original-topic", utf8(original.topic()));
        headers.add(PREFIX + "original-partition", utf8(Integer.toString(original.partition())));
        headers.add(PREFIX + "original-offset", utf8(Long.toString(original.offset())));
        headers.add(PREFIX + "original-timestamp", utf8(Long.toString(original.timestamp())));
        headers.add(PREFIX + "consumer", utf8(configuration.group()));
        return copy;
    }

    private Producer<byte[], byte[]> producer() {
        Producer<byte[], byte[]> open = producer;
        if (open == null) {
            open = clients.producer();
            producer = open;
        }
        return open;
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
