package io.deskledger.model.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Change events as CloudEvents 1.0 and back. The one place that knows the attributes and the shape of the data. */
public final class ChangeEventCodec {

    /** The CloudEvents {@code source} of everything that ticket-api emits. */
    public static final URI SOURCE = URI.create("/deskledger/ticket-api");

    public static final String CONTENT_TYPE = "application/json";

    private ChangeEventCodec() {}

    /** The data of the event as JSON text; equal events give equal text. */
    public static String data(ChangeEvent event) {
        return EventData.write(event);
    }

    /** The event as a CloudEvent with JSON data. */
    public static CloudEvent encode(ChangeEvent event) {
        EventHeader header = event.header();
        return new StoredEvent(
                        header.id(),
                        event.type().wire(),
                        event.subject(),
                        header.time(),
                        header.actor().reference(),
                        header.origin().requestId(),
                        header.version(),
                        data(event),
                        null)
                .toCloudEvent();
    }

    /** Reads a CloudEvent from the topic. Never throws for bad content: the answer says what is wrong. */
    public static DecodedEvent decode(CloudEvent message) {
        try {
            EventType type = EventType.find(message.getType()).orElse(null);
            if (type == null) {
                return new DecodedEvent.Unknown(message.getType());
            }
            return new DecodedEvent.Known(read(type, message));
        } catch (MalformedEventException e) {
            return new DecodedEvent.Malformed(String.valueOf(e.getMessage()));
        }
    }

    private static ChangeEvent read(EventType type, CloudEvent message) {
        EventDataReader data = EventDataReader.parse(bytes(message.getData()));
        data.expect("entity", type.entity());
        data.expect("action", type.action().name());
        EventHeader header =
                new EventHeader(id(message), time(message), data.id(), data.version(), data.actor(), data.origin());
        requireEqual("subject", type.entity() + "/" + data.id(), message.getSubject());
        requireEqual(StoredEvent.VERSION, Long.toString(data.version()), message.getExtension(StoredEvent.VERSION));
        return switch (type) {
            case TICKET_CREATED -> new TicketEvent.Created(header, data.changes(), data.ticket());
            case TICKET_UPDATED -> new TicketEvent.Updated(header, data.changes(), data.ticket());
            case TICKET_COMMENTED -> new TicketEvent.Commented(header, data.changes(), data.ticket());
            case TICKET_TAGGED -> new TicketEvent.Tagged(header, data.changes(), data.ticket());
            case TICKET_DELETED -> new TicketEvent.Deleted(header, data.changes(), data.ticket());
            case TICKET_RESTORED -> new TicketEvent.Restored(header, data.changes(), data.ticket());
            case TICKET_PURGED -> new TicketEvent.Purged(header, data.changes(), data.ticket());
            case TICKET_TRANSFERRED -> new TicketEvent.Transferred(header, data.changes(), data.ticket());
            case TICKET_COMMENT_EDITED -> new TicketEvent.CommentEdited(header, data.changes(), data.ticket());
            case TICKET_COMMENT_DELETED -> new TicketEvent.CommentDeleted(header, data.changes(), data.ticket());
            case TICKET_ATTACHED -> new TicketEvent.Attached(header, data.changes(), data.ticket());
            case TICKET_DETACHED -> new TicketEvent.Detached(header, data.changes(), data.ticket());
            case TICKET_SLA_WARNING -> new TicketEvent.SlaWarned(header, data.changes(), data.ticket());
            case TICKET_SLA_BREACHED -> new TicketEvent.SlaBreached(header, data.changes(), data.ticket());
            case TICKET_SLA_REEVALUATED -> new TicketEvent.SlaReevaluated(header, data.changes(), data.ticket());
            case USER_CREATED -> new UserEvent.Created(header, data.changes());
            case USER_UPDATED -> new UserEvent.Updated(header, data.changes());
            case USER_SIGNED_IN -> new UserEvent.SignedIn(header, data.changes());
            case USER_SIGN_IN_FAILED -> new UserEvent.SignInFailed(header, data.changes());
            case USER_SIGNED_OUT -> new UserEvent.SignedOut(header, data.changes());
            case USER_SESSION_ENDED -> new UserEvent.SessionEnded(header, data.changes());
            case USER_TOKEN_CREATED -> new UserEvent.TokenCreated(header, data.changes());
            case USER_TOKEN_REVOKED -> new UserEvent.TokenRevoked(header, data.changes());
            case TAG_CREATED -> new TagEvent.Created(header, data.changes());
            case TAG_UPDATED -> new TagEvent.Updated(header, data.changes());
            case TAG_DELETED -> new TagEvent.Deleted(header, data.changes());
            case TAG_MERGED -> new TagEvent.Merged(header, data.changes());
            case VIEW_CREATED -> new ViewEvent.Created(header, data.changes());
            case VIEW_UPDATED -> new ViewEvent.Updated(header, data.changes());
            case VIEW_DELETED -> new ViewEvent.Deleted(header, data.changes());
            case WEBHOOK_CREATED -> new WebhookEvent.Created(header, data.changes());
            case WEBHOOK_UPDATED -> new WebhookEvent.Updated(header, data.changes());
            case WEBHOOK_DELETED -> new WebhookEvent.Deleted(header, data.changes());
            case WEBHOOK_SECRET_ROTATED -> new WebhookEvent.SecretRotated(header, data.changes());
            case WEBHOOK_REDELIVERED -> new WebhookEvent.Redelivered(header, data.changes());
            case SLA_CALENDAR_CREATED -> new SlaEvent.CalendarCreated(header, data.changes());
            case SLA_CALENDAR_UPDATED -> new SlaEvent.CalendarUpdated(header, data.changes());
            case SLA_CALENDAR_DELETED -> new SlaEvent.CalendarDeleted(header, data.changes());
            case SLA_POLICY_CREATED -> new SlaEvent.PolicyCreated(header, data.changes());
            case SLA_POLICY_UPDATED -> new SlaEvent.PolicyUpdated(header, data.changes());
            case SLA_POLICY_DELETED -> new SlaEvent.PolicyDeleted(header, data.changes());
            case NOTIFICATION_CREATED -> new NotificationEvent.Created(header, data.changes());
            case IMPORT_RECEIVED -> new ImportEvent.Received(header, data.changes());
            case AUDIT_READ -> new AuditEvent.Read(header, data.changes());
            case DATA_EXPORTED -> new AuditEvent.Exported(header, data.changes());
            case DEAD_LETTER_REPLAYED -> new AuditEvent.Replayed(header, data.changes());
        };
    }

    private static UUID id(CloudEvent message) {
        try {
            UUID id = UUID.fromString(message.getId());
            if (id.version() == 7) {
                return id;
            }
        } catch (IllegalArgumentException e) {
            // Said below, together with the other way an id can be wrong.
        }
        throw new MalformedEventException("id is not a UUIDv7: " + message.getId());
    }

    private static Instant time(CloudEvent message) {
        OffsetDateTime time = message.getTime();
        if (time == null) {
            throw new MalformedEventException("time is missing");
        }
        return time.withOffsetSameInstant(ZoneOffset.UTC).toInstant();
    }

    private static byte[] bytes(@Nullable CloudEventData data) {
        if (data == null) {
            throw new MalformedEventException("data is missing");
        }
        return data.toBytes();
    }

    private static void requireEqual(String attribute, String expected, @Nullable Object actual) {
        if (!expected.equals(String.valueOf(actual))) {
            throw new MalformedEventException(attribute + " does not match the data: " + actual);
        }
    }
}
