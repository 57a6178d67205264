package io.deskledger.api.deadletter;

import io.micronaut.serde.annotation.Serdeable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * All of a dead letter, byte for byte.
 *
 * @param keyBase64 the key, or null where it has none
 * @param valueBase64 the value, or null for a tombstone
 * @param headers the record's headers in their order, those of the parking last
 */
@Serdeable
record DeadLetterContent(
        DeadLetter letter,
        @Nullable String keyBase64,
        @Nullable String valueBase64,
        List<Header> headers) {

    DeadLetterContent {
        headers = List.copyOf(headers);
    }

    /** One header; a name may come more than once. */
    @Serdeable
    record Header(String name, @Nullable String valueBase64) {}

    static DeadLetterContent of(ConsumerRecord<byte[], byte[]> letter, String changes) {
        List<Header> headers = new ArrayList<>();
        letter.headers().forEach(header -> headers.add(new Header(header.key(), base64(header.value()))));
        return new DeadLetterContent(
                DeadLetter.of(letter, changes), base64(letter.key()), base64(letter.value()), headers);
    }

    private static @Nullable String base64(byte @Nullable [] bytes) {
        return bytes == null ? null : Base64.getEncoder().encodeToString(bytes);
    }
}
