package io.deskledger.audit.consume;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.model.chain.AuditRow;
import io.deskledger.model.event.AuditEvent;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventType;
import io.deskledger.model.event.ImportEvent;
import io.deskledger.model.event.TagEvent;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.UserEvent;
import io.deskledger.model.event.ViewEvent;
import io.deskledger.model.event.WebhookEvent;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Tells changes from poison. Whatever stands in a record, it answers and never throws. */
final class MessageDecoder {

    /** The months that may have a partition: the limits of {@code audit.ensure_partition}. */
    private static final Instant EARLIEST_RECORDED = Instant.parse("2020-01-01T00:00:00Z");

    private static final Instant LATEST_RECORDED = Instant.parse("2100-01-01T00:00:00Z");
    private static final Instant EARLIEST_OCCURRED = Instant.parse("0001-01-01T00:00:00Z");

    /** What ends the name of a type. */
    private static final Pattern VERSION = Pattern.compile("\\.v\\d+$");

    private static final Set<String> NAMES = Arrays.stream(EventType.values())
            .map(type -> VERSION.matcher(type.wire()).replaceFirst(""))
            .collect(Collectors.toUnmodifiableSet());

    private MessageDecoder() {}

    static Message decode(ConsumerRecord<byte[], byte[]> message) {
        try {
            return new Message.Change(message, row(message));
        } catch (RefusedException e) {
            return new Message.Poison(message, e.refusal());
        } catch (RuntimeException e) {
            // Whatever a decoder trips over is in the record, and would be there again on every retry.
            return new Message.Poison(message, new Refusal(Refusal.Kind.MALFORMED, "not decodable: " + e));
        }
    }

    private static AuditRow row(ConsumerRecord<byte[], byte[]> message) {
        if (message.value() == null) {
            throw new RefusedException(Refusal.Kind.TOMBSTONE, "the record has no value");
        }
        CloudEvent envelope = envelope(message);
        ChangeEvent event = switch (ChangeEventCodec.decode(envelope)) {
            case DecodedEvent.Known known -> known.event();
            case DecodedEvent.Unknown unknown -> throw unknown(unknown.type());
            case DecodedEvent.Malformed malformed ->
                throw new RefusedException(Refusal.Kind.MALFORMED, malformed.reason());
        };
        requireKey(event, message.key());
        EventHeader header = event.header();
        requireStorable(header);
        return new AuditRow(
                message.partition(),
                0,
                header.id(),
                header.recordedAt(),
                header.time().truncatedTo(ChronoUnit.MICROS),
                event.type().wire(),
                event.type().entity(),
                header.entityId(),
                ticketId(event),
                header.version(),
                event.type().action().name(),
                header.actor().id(),
                header.actor().roleName(),
                header.origin().requestId(),
                message.offset(),
                text(Objects.requireNonNull(envelope.getData())));
    }

    /** A newer ticket-api may write a type that is known here in another version: worth telling apart. */
    private static RefusedException unknown(String type) {
        Matcher version = VERSION.matcher(type);
        boolean known = version.find() && NAMES.contains(type.substring(0, version.start()));
        return new RefusedException(known ? Refusal.Kind.UNKNOWN_VERSION : Refusal.Kind.UNKNOWN_TYPE, type);
    }

    private static CloudEvent envelope(ConsumerRecord<byte[], byte[]> message) {
        try {
            return KafkaMessageFactory.createReader(message).toEvent();
        } catch (RuntimeException e) {
            throw new RefusedException(Refusal.Kind.NOT_A_CLOUDEVENT, String.valueOf(e.getMessage()));
        }
    }

    private static void requireKey(ChangeEvent event, byte @Nullable [] key) {
        String actual = key == null ? null : new String(key, StandardCharsets.UTF_8);
        if (!event.key().equals(actual)) {
            throw new RefusedException(Refusal.Kind.WRONG_KEY, "key is " + actual + ", not " + event.key());
        }
    }

    private static void requireStorable(EventHeader header) {
        Instant recorded = header.recordedAt();
        if (recorded.isBefore(EARLIEST_RECORDED) || !recorded.isBefore(LATEST_RECORDED)) {
            throw new RefusedException(Refusal.Kind.UNSTORABLE, "id is of " + recorded);
        }
        if (header.time().isBefore(EARLIEST_OCCURRED)) {
            throw new RefusedException(Refusal.Kind.UNSTORABLE, "time is " + header.time());
        }
    }

    private static @Nullable Long ticketId(ChangeEvent event) {
        return switch (event) {
            case TicketEvent ticket -> ticket.header().entityId();
            case UserEvent _, TagEvent _, ViewEvent _, ImportEvent _, WebhookEvent _, AuditEvent _ -> null;
        };
    }

    /** Strictly UTF-8: a replaced character would make the stored data another than the received. */
    private static String text(CloudEventData data) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(data.toBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new RefusedException(Refusal.Kind.UNSTORABLE, "data is not UTF-8");
        }
    }
}
