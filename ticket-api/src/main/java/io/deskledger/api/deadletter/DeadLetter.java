package io.deskledger.api.deadletter;

import io.micronaut.serde.annotation.Serdeable;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be audited.
 *
 * @param id where it lies among the dead letters
 * @param parkedAt when it was put there
 * @param reason the kind of fault, such as {@code unknown_type}
 * @param detail what is wrong, for people
 * @param key the record's key, or null where it has none
 * @param type the CloudEvents type that it claims, or null
 * @param eventId the CloudEvents id that it claims, or null
 * @param bytes the length of its value, 0 for a tombstone
 * @param replayable whether it can be put back: its value was kept, and it is of the topic of changes
 */
@Serdeable
public record DeadLetter(
        String id,
        Instant parkedAt,
        String reason,
        String detail,
        Original original,
        @Nullable String key,
        @Nullable String type,
        @Nullable String eventId,
        int bytes,
        boolean replayable) {

    static final String PREFIX = "deskledger-";

    /** Where the record stood, and when. */
    @Serdeable
    public record Original(String topic, int partition, long offset, Instant at) {}

    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter, String changes) {
        String told = Objects.requireNonNullElse(own(letter, "reason"), "");
        int colon = told.indexOf(": ");
        Original original = original(letter);
        return new DeadLetter(
                new LetterId(letter.partition(), letter.offset()).toString(),
                Instant.ofEpochMilli(letter.timestamp()),
                colon < 0 ? told : told.substring(0, colon),
                colon < 0 ? "" : told.substring(colon + 2),
                original,
                text(letter.key()),
                header(letter, "ce_type"),
                header(letter, "ce_id"),
                letter.value() == null ? 0 : letter.value().length,
                original.topic().equals(changes) && own(letter, "value-omitted") == null);
    }

    private static Original original(ConsumerRecord<byte[], byte[]> letter) {
        return new Original(
                Objects.requireNonNullElse(own(letter, "original-topic"), ""),
                (int) Math.min(number(own(letter, "original-partition")), Integer.MAX_VALUE),
                number(own(letter, "original-offset")),
                Instant.ofEpochMilli(number(own(letter, "original-timestamp"))));
    }

    private static @Nullable String own(ConsumerRecord<byte[], byte[]> letter, String name) {
        return header(letter, PREFIX + name);
    }

    private static @Nullable String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    /** For people: bytes that are no text show as such. NUL shows too, where JSON and terminals would choke on it. */
    private static @Nullable String text(byte @Nullable [] bytes) {
        return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8).replace('\0', '\u2400');
    }

    /** Somebody else may have written to the topic: what is no number is as good as none. */
    private static long number(@Nullable String text) {
        return text != null && text.matches("\\d{1,15}") ? Long.parseLong(text) : 0;
    }
}
