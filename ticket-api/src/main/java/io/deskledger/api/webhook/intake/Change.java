package io.deskledger.api.webhook.intake;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.deskledger.api.webhook.EventNames;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An event that some webhook asked for.
 *
 * @param names what a webhook may have asked for to get it
 * @param body what is posted
 */
record Change(UUID eventId, String type, List<String> names, String subject, Instant recordedAt, String body) {

    private static final Logger LOG = LoggerFactory.getLogger(Change.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Most receivers take no more. */
    private static final int MOST_CHARACTERS = 256 * 1024;

    /** The event in that record, or empty where nobody wants it or it is none. */
    static Optional<Change> read(ConsumerRecord<byte[], byte[]> message, Set<String> wanted) {
        if (wanted.isEmpty()) {
            return Optional.empty();
        }
        try {
            CloudEvent envelope = KafkaMessageFactory.createReader(message).toEvent();
            List<String> names = EventNames.matching(envelope.getType());
            if (names.stream().noneMatch(wanted::contains)) {
                return Optional.empty();
            }
            if (ChangeEventCodec.decode(envelope) instanceof DecodedEvent.Known(ChangeEvent event)) {
                return Optional.of(new Change(
                        event.header().id(),
                        event.type().wire(),
                        names,
                        event.subject(),
                        event.header().recordedAt(),
                        body(event)));
            }
        } catch (RuntimeException | JacksonException e) {
            // Whatever it is, it would be there again on every retry; the audit trail parks it with the reason.
            LOG.warn("No webhook is told of the record at {}-{}", message.partition(), message.offset(), e);
        }
        return Optional.empty();
    }

    /** Where somebody was when they changed something is nothing for others. */
    private static String body(ChangeEvent event) throws JacksonException {
        ObjectNode data = (ObjectNode) JSON.readTree(ChangeEventCodec.data(event));
        if (data.get("request") instanceof ObjectNode request) {
            request.remove(List.of("ip", "user_agent"));
        }
        String whole = body(event, data);
        if (whole.length() <= MOST_CHARACTERS) {
            return whole;
        }
        data.remove("changes");
        return body(event, data.put("changes_omitted", true));
    }

    private static String body(ChangeEvent event, ObjectNode data) throws JacksonException {
        ObjectNode body = JSON.createObjectNode();
        body.put("type", event.type().wire());
        body.put("timestamp", event.header().time().toString());
        return JSON.writeValueAsString(body.set("data", data));
    }
}
