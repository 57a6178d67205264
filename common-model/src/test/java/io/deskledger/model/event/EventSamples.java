package io.deskledger.model.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One event of every type, the same at each run. */
final class EventSamples {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final Instant CREATED = Instant.parse("2026-11-21T08:00:00.000001Z");
    private static final Instant CHANGED = Instant.parse("2026-11-21T09:30:00Z");

    private EventSamples() {}

    static ChangeEvent of(EventType type) {
        return switch (type) {
            case TICKET_CREATED -> new TicketEvent.Created(header(42, 1), created(), ticket(TicketStatus.OPEN, null));
            case TICKET_UPDATED ->
                new TicketEvent.Updated(header(42, 2), updated(), ticket(TicketStatus.RESOLVED, CHANGED));
            case TICKET_COMMENTED ->
                new TicketEvent.Commented(header(42, 3), commented(), ticket(TicketStatus.OPEN, null));
            case TICKET_TAGGED -> new TicketEvent.Tagged(header(42, 4), tagged(), ticket(TicketStatus.OPEN, null));
            case USER_CREATED ->
                new UserEvent.Created(header(9, 1), Map.of("email", FieldChange.of(null, "ann@example.com")));
            case USER_UPDATED ->
                new UserEvent.Updated(header(9, 2), Map.of("role", FieldChange.of("customer", "agent")));
            case USER_SIGNED_IN -> new UserEvent.SignedIn(header(9, 3), Map.of());
            case AUDIT_READ -> new AuditEvent.Read(header(3, 1), Map.of("entity", FieldChange.of(null, "tickets")));
        };
    }

    static EventHeader header(long entityId, long version) {
        return new EventHeader(
                UUID.fromString("0199b1a0-0000-7000-8000-00000000002a"),
                CHANGED,
                entityId,
                version,
                Actor.user(3, UserRole.AGENT),
                new Origin("req-1", "192.0.2.7", "curl/8"));
    }

    private static TicketSnapshot ticket(TicketStatus status, @Nullable Instant resolvedAt) {
        return new TicketSnapshot(CREATED, null, resolvedAt, null, null, status, TicketPriority.HIGH, "billing", 7, 9L);
    }

    private static Map<String, FieldChange> created() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("title", FieldChange.of(null, "Żółć & \"quotes\" 🎫 שלום"));
        changes.put("description", FieldChange.of(null, "Line one\nline two\t\u2028end"));
        changes.put(
                "custom_fields",
                FieldChange.added(JSON.objectNode()
                        .put("site", "A")
                        .put("ratio", new BigDecimal("1.10"))
                        .put("serial", new BigInteger("99999999999999999999"))));
        return changes;
    }

    private static Map<String, FieldChange> updated() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("status", FieldChange.of("open", "resolved"));
        changes.put("resolved_at", FieldChange.of(null, CHANGED));
        changes.put("assignee_id", FieldChange.of(null, 9L));
        return changes;
    }

    private static Map<String, FieldChange> commented() {
        return Map.of(
                "comment",
                FieldChange.added(JSON.objectNode()
                        .put("id", 5)
                        .put("author_id", 3)
                        .put("content", "On it")
                        .put("is_internal", false)));
    }

    private static Map<String, FieldChange> tagged() {
        return Map.of(
                "tags",
                new FieldChange(JSON.arrayNode(), JSON.arrayNode().add("vpn").add("wifi")));
    }
}
