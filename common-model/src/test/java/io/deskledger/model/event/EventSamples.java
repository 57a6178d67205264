package io.deskledger.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
            case TICKET_DELETED ->
                new TicketEvent.Deleted(
                        header(42, 5),
                        Map.of("deleted_at", FieldChange.of(null, CHANGED)),
                        ticket(TicketStatus.OPEN, null, CHANGED));
            case TICKET_RESTORED ->
                new TicketEvent.Restored(
                        header(42, 6),
                        Map.of("deleted_at", FieldChange.of(CHANGED, null)),
                        ticket(TicketStatus.OPEN, null));
            case TICKET_PURGED ->
                new TicketEvent.Purged(header(42, 7), purged(), ticket(TicketStatus.OPEN, null, CHANGED));
            case TICKET_TRANSFERRED ->
                new TicketEvent.Transferred(
                        header(42, 8), Map.of("creator_id", FieldChange.of(6L, 7L)), ticket(TicketStatus.OPEN, null));
            case TICKET_COMMENT_EDITED ->
                new TicketEvent.CommentEdited(
                        header(42, 9),
                        Map.of("comment", new FieldChange(comment("On it"), comment("Done"))),
                        ticket(TicketStatus.OPEN, null));
            case TICKET_COMMENT_DELETED ->
                new TicketEvent.CommentDeleted(
                        header(42, 10),
                        Map.of("comment", new FieldChange(comment("Done"), JSON.nullNode())),
                        ticket(TicketStatus.OPEN, null));
            case TICKET_ATTACHED ->
                new TicketEvent.Attached(
                        header(42, 11),
                        Map.of("attachment", FieldChange.added(attachment())),
                        ticket(TicketStatus.OPEN, null));
            case TICKET_DETACHED ->
                new TicketEvent.Detached(
                        header(42, 12),
                        Map.of("attachment", new FieldChange(attachment(), JSON.nullNode())),
                        ticket(TicketStatus.OPEN, null));
            case TICKET_SLA_WARNING ->
                new TicketEvent.SlaWarned(header(42, 13), Map.of("sla", target()), ticket(TicketStatus.OPEN, null));
            case TICKET_SLA_BREACHED ->
                new TicketEvent.SlaBreached(header(42, 14), Map.of("sla", target()), ticket(TicketStatus.OPEN, null));
            case TICKET_SLA_REEVALUATED ->
                new TicketEvent.SlaReevaluated(
                        header(42, 15),
                        Map.of("sla_policy_version_id", FieldChange.of(1L, 4L)),
                        ticket(TicketStatus.OPEN, null));
            case USER_CREATED ->
                new UserEvent.Created(header(9, 1), Map.of("email", FieldChange.of(null, "ann@example.com")));
            case USER_UPDATED ->
                new UserEvent.Updated(header(9, 2), Map.of("role", FieldChange.of("customer", "agent")));
            case USER_SIGNED_IN -> new UserEvent.SignedIn(header(9, 3), Map.of());
            case USER_SIGN_IN_FAILED ->
                new UserEvent.SignInFailed(header(9, 4), Map.of("attempts", FieldChange.of(null, 8L)));
            case USER_SIGNED_OUT -> new UserEvent.SignedOut(header(9, 5), Map.of());
            case USER_SESSION_ENDED ->
                new UserEvent.SessionEnded(
                        header(9, 6), Map.of("reason", FieldChange.of(null, "refresh_token_reused")));
            case USER_TOKEN_CREATED ->
                new UserEvent.TokenCreated(header(9, 4), Map.of("api_token", FieldChange.added(apiToken())));
            case USER_TOKEN_REVOKED ->
                new UserEvent.TokenRevoked(
                        header(9, 5), Map.of("api_token", new FieldChange(apiToken(), JSON.nullNode())));
            case TAG_CREATED -> new TagEvent.Created(header(4, 1), Map.of("name", FieldChange.of(null, "vpn")));
            case TAG_UPDATED ->
                new TagEvent.Updated(header(4, 2), Map.of("name", FieldChange.of("vpn", "remote access")));
            case TAG_DELETED -> new TagEvent.Deleted(header(4, 3), Map.of("name", FieldChange.of("vpn", null)));
            case TAG_MERGED -> new TagEvent.Merged(header(4, 3), merged());
            case VIEW_CREATED -> new ViewEvent.Created(header(6, 1), Map.of("name", FieldChange.of(null, "Urgent")));
            case VIEW_UPDATED -> new ViewEvent.Updated(header(6, 2), Map.of("search", searches()));
            case VIEW_DELETED -> new ViewEvent.Deleted(header(6, 3), Map.of("name", FieldChange.of("Urgent", null)));
            case WEBHOOK_CREATED ->
                new WebhookEvent.Created(header(8, 1), Map.of("url", FieldChange.of(null, "https://example.com/in")));
            case WEBHOOK_UPDATED ->
                new WebhookEvent.Updated(
                        header(8, 2),
                        Map.of("enabled", new FieldChange(JSON.booleanNode(true), JSON.booleanNode(false))));
            case WEBHOOK_DELETED ->
                new WebhookEvent.Deleted(header(8, 5), Map.of("url", FieldChange.of("https://example.com/in", null)));
            case WEBHOOK_SECRET_ROTATED ->
                new WebhookEvent.SecretRotated(
                        header(8, 3), Map.of("previous_secret_until", FieldChange.of(null, CHANGED)));
            case WEBHOOK_REDELIVERED ->
                new WebhookEvent.Redelivered(header(8, 4), Map.of("delivery_id", FieldChange.of(null, 77L)));
            case SLA_CALENDAR_CREATED ->
                new SlaEvent.CalendarCreated(header(11, 1), Map.of("zone", FieldChange.of(null, "Europe/Berlin")));
            case SLA_CALENDAR_UPDATED ->
                new SlaEvent.CalendarUpdated(
                        header(11, 2), Map.of("zone", FieldChange.of("Europe/Berlin", "Asia/Kathmandu")));
            case SLA_CALENDAR_DELETED ->
                new SlaEvent.CalendarDeleted(header(11, 3), Map.of("zone", FieldChange.of("Asia/Kathmandu", null)));
            case SLA_POLICY_CREATED ->
                new SlaEvent.PolicyCreated(header(13, 1), Map.of("name", FieldChange.of(null, "Gold")));
            case SLA_POLICY_UPDATED ->
                new SlaEvent.PolicyUpdated(header(13, 2), Map.of("position", FieldChange.of(3L, 1L)));
            case SLA_POLICY_DELETED ->
                new SlaEvent.PolicyDeleted(header(13, 3), Map.of("name", FieldChange.of("Gold", null)));
            case NOTIFICATION_CREATED ->
                new NotificationEvent.Created(header(17, 1), Map.of("user_id", FieldChange.of(null, 9L)));
            case IMPORT_RECEIVED ->
                new ImportEvent.Received(header(5, 1), Map.of("bytes", FieldChange.of(null, 2048L)));
            case AUDIT_READ -> new AuditEvent.Read(header(3, 1), Map.of("entity", FieldChange.of(null, "tickets")));
            case DATA_EXPORTED ->
                new AuditEvent.Exported(header(3, 2), Map.of("data", FieldChange.of(null, "tickets")));
            case DEAD_LETTER_REPLAYED ->
                new AuditEvent.Replayed(header(3, 3), Map.of("dead_letter", FieldChange.of(null, "2-17")));
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
        return ticket(status, resolvedAt, null);
    }

    private static TicketSnapshot ticket(
            TicketStatus status, @Nullable Instant resolvedAt, @Nullable Instant deletedAt) {
        return new TicketSnapshot(
                CREATED, null, resolvedAt, null, deletedAt, status, TicketPriority.HIGH, "billing", 7, 9L);
    }

    private static FieldChange target() {
        return FieldChange.added(JSON.objectNode()
                .put("target", "resolution")
                .put("policy_version_id", 4)
                .put("due_at", CHANGED.toString()));
    }

    private static JsonNode apiToken() {
        ObjectNode token = JSON.objectNode().put("id", 12).put("name", "nightly export");
        token.putArray("scopes").add("read");
        return token.put("expires_at", CHANGED.toString());
    }

    private static Map<String, FieldChange> purged() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("title", FieldChange.of("Printer on fire", null));
        changes.put("deleted_at", FieldChange.of(CHANGED, null));
        changes.put("reopened_at", new FieldChange(JSON.arrayNode().add(CHANGED.toString()), JSON.nullNode()));
        changes.put("tags", new FieldChange(JSON.arrayNode().add("vpn"), JSON.nullNode()));
        changes.put("comment_ids", new FieldChange(JSON.arrayNode().add(5), JSON.nullNode()));
        return changes;
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

    private static JsonNode comment(String content) {
        return JSON.objectNode()
                .put("id", 5)
                .put("author_id", 3)
                .put("content", content)
                .put("is_internal", false);
    }

    private static JsonNode attachment() {
        return JSON.objectNode()
                .put("id", 8)
                .put("uploader_id", 3)
                .putNull("comment_id")
                .put("file_name", "Żółć 🎫.pdf")
                .put("content_type", "application/pdf")
                .put("size", 20_480)
                .put("sha256", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
                .put("is_internal", false);
    }

    private static Map<String, FieldChange> merged() {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        changes.put("name", FieldChange.of("vpn", null));
        changes.put(
                "merged_into", FieldChange.added(JSON.objectNode().put("id", 5).put("name", "network")));
        return changes;
    }

    private static FieldChange searches() {
        return new FieldChange(
                JSON.objectNode().put("priority", "urgent"),
                JSON.objectNode().set("priority", JSON.arrayNode().add("urgent").add("high")));
    }

    private static Map<String, FieldChange> tagged() {
        return Map.of(
                "tags",
                new FieldChange(JSON.arrayNode(), JSON.arrayNode().add("vpn").add("wifi")));
    }
}
