package io.deskledger.model.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An encoded event as it waits in the outbox: the CloudEvents attributes and the data, ready to be sent as they are.
 *
 * @param id the event's UUIDv7
 * @param type the CloudEvents type
 * @param subject the CloudEvents subject
 * @param time when the change happened
 * @param actor who made it, by {@link Actor#reference()}
 * @param requestId the request that caused it
 * @param entityVersion the entity's version after the change
 * @param data the JSON data
 * @param traceParent the W3C trace context in which the change was made, or null where there was none
 */
public record StoredEvent(
        UUID id,
        String type,
        String subject,
        Instant time,
        String actor,
        String requestId,
        long entityVersion,
        String data,
        @Nullable String traceParent) {

    static final String VERSION = "entityversion";
    private static final String ACTOR = "actor";
    private static final String REQUEST_ID = "requestid";
    private static final String TRACE_PARENT = "traceparent";

    /** The CloudEvent that goes to the topic. The version is a text: it may outgrow CloudEvents' 32-bit integers. */
    public CloudEvent toCloudEvent() {
        CloudEventBuilder event = CloudEventBuilder.v1()
                .withId(id.toString())
                .withSource(ChangeEventCodec.SOURCE)
                .withType(type)
                .withSubject(subject)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withExtension(ACTOR, actor)
                .withExtension(REQUEST_ID, requestId)
                .withExtension(VERSION, Long.toString(entityVersion))
                .withData(ChangeEventCodec.CONTENT_TYPE, data.getBytes(StandardCharsets.UTF_8));
        return (traceParent == null ? event : event.withExtension(TRACE_PARENT, traceParent)).build();
    }
}
