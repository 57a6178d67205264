package io.deskledger.api.access;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.deadletter.ParkedEvents;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the things that paths and bodies name: fresh ones of a customer's own, so that every try finds them whole. */
final class AccessThings {

    private static final Pattern VARIABLE = Pattern.compile("([a-z-]+)/(\\{[A-Za-z]+})");
    private static final Pattern IN_BODY = Pattern.compile("\\$\\{([a-z_]+)}");
    private static final String MISSING = "9000000000000000000";

    private static final String HOLIDAYS = """
            BEGIN:VCALENDAR
            VERSION:2.0
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20260501
            SUMMARY:May
            END:VEVENT
            END:VCALENDAR
            """;

    private final ApiServer server;
    private final Person owner;
    private final ApiClient agent;
    private final long importId;
    private long webhookId;

    AccessThings(ApiServer server, Person owner) {
        this.server = server;
        this.owner = owner;
        this.agent = server.agent().client();
        this.importId = server.admin()
                .send("POST", "/imports", "{}", "Content-Type", "application/x-ndjson")
                .id();
    }

    /** The path with real ids in place of its variables. */
    String pathOf(AccessLine line) {
        if (!line.path().contains("{")) {
            return line.path();
        }
        Answer ticket = owner.client().post("/tickets", Desk.ticket()).expect(201);
        String path = VARIABLE.matcher(line.path()).replaceAll(found -> {
            boolean ofTicket = found.start() > 0 && line.path().contains("/tickets/{");
            return Matcher.quoteReplacement(found.group(1) + "/" + thing(found.group(1), ticket, ofTicket));
        });
        if (path.endsWith("/restore")) {
            agent.send("DELETE", "/tickets/" + ticket.id(), null).expect(204);
        }
        return path;
    }

    /** The same path of a thing that never existed. */
    static String missing(AccessLine line) {
        return VARIABLE.matcher(line.path()).replaceAll(found -> found.group(1) + "/" + MISSING);
    }

    /** What a path's variable stands for, by the word before it. */
    private Object thing(String word, Answer ticket, boolean ofTicket) {
        return switch (word) {
            case "tickets" -> ticket.id();
            case "number" -> ticket.text("ticket_number");
            case "comments" -> comment(ticket.id());
            case "tags" -> ofTicket ? tagOn(ticket.id()) : tag();
            case "users" -> owner.id();
            case "api-tokens" -> apiToken();
            case "views" -> view();
            case "attachments" -> attachment(ticket.id());
            case "bulk" -> bulkChange(ticket.id());
            case "swagger-ui" -> "start.js";
            case "webhooks" -> webhook();
            case "deliveries" -> delivery();
            case "imports" -> importId;
            case "dead-letters" -> ParkedEvents.park();
            case "audit" -> UUID.randomUUID();
            case "calendars" -> slaCalendar();
            case "policies" -> slaPolicy();
            case "health" -> "liveness";
            case "assets" -> "app.css";
            default -> throw new AssertionError("AccessThings must know how to make one of " + word);
        };
    }

    /** The body with real values in place of its variables. */
    String bodyOf(AccessLine line, AccessCaller caller) {
        String email = caller == AccessCaller.ADMIN ? ApiServer.ADMIN_EMAIL : owner.email();
        String password = caller == AccessCaller.ADMIN ? ApiServer.ADMIN_PASSWORD : ApiServer.PASSWORD;
        return IN_BODY.matcher(line.triedWith()).replaceAll(found -> switch (found.group(1)) {
            case "user" -> Long.toString(server.customer().id());
            case "tag" -> tag();
            case "new" -> "t" + UUID.randomUUID().toString().substring(0, 8);
            case "email" -> email;
            case "password" -> password;
            case "policies" -> policies();
            case "order" -> policies().replaceAll("[\\[\\] ]", "");
            case "holidays" -> HOLIDAYS;
            case "outgrown" -> Long.toString(outgrown());
            case "refresh_token" -> refreshToken(email, password);
            default -> throw new AssertionError("AccessThings does not know ${" + found.group(1) + "}");
        });
    }

    /** There may not be many: those before go. */
    private long slaCalendar() {
        server.execute("DELETE FROM sla_calendars WHERE id > 1 AND id NOT IN (SELECT max(id) FROM sla_calendars)");
        return server.admin()
                .post(
                        "/sla/calendars",
                        Map.of(
                                "name",
                                UUID.randomUUID(),
                                "zone",
                                "UTC",
                                "hours",
                                Map.of("monday", List.of(Map.of("from", "09:00", "to", "17:00")))))
                .expect(201)
                .id();
    }

    private long slaPolicy() {
        server.execute("UPDATE sla_policies SET deleted_at = now() WHERE id > 1");
        return server.admin()
                .post(
                        "/sla/policies",
                        Map.of(
                                "name",
                                UUID.randomUUID(),
                                "condition",
                                Map.of("category", List.of(UUID.randomUUID())),
                                "targets",
                                Map.of("resolution", Map.of("seconds", Map.of("low", 60), "calendar_id", 1))))
                .expect(201)
                .id();
    }

    /** A ticket that another policy would be for than the one it was given. */
    private long outgrown() {
        String category = UUID.randomUUID().toString();
        long id = owner.client()
                .post("/tickets", Desk.ticketWith("category", category))
                .expect(201)
                .id();
        long policy = slaPolicy();
        server.admin()
                .patch("/sla/policies/" + policy, Map.of("condition", Map.of("category", List.of(category))))
                .expect(200);
        return id;
    }

    /** In another order than they stand in. */
    private String policies() {
        slaPolicy();
        return server.texts("SELECT id FROM sla_policies WHERE NOT fallback AND deleted_at IS NULL ORDER BY id DESC")
                .toString();
    }

    private String refreshToken(String email, String password) {
        return server.anonymous()
                .post("/auth/login", Map.of("username", email, "password", password))
                .expect(200)
                .text("refresh_token");
    }

    private long comment(long ticketId) {
        return owner.client()
                .post("/tickets/" + ticketId + "/comments", Map.of("content", "A comment"))
                .expect(201)
                .id();
    }

    private long attachment(long ticketId) {
        return owner.client()
                .send(
                        "POST",
                        "/tickets/" + ticketId + "/attachments",
                        AccessProbe.multipart("It smells of smoke."),
                        "Content-Type",
                        AccessProbe.MULTIPART)
                .expect(201)
                .id();
    }

    private String bulkChange(long ticketId) {
        return agent.post(
                        "/tickets/bulk",
                        Map.of("action", "add_tags", "tags", List.of("matrix"), "ticket_ids", List.of(ticketId)))
                .expect(200)
                .text("bulk_id");
    }

    private long view() {
        return owner.client()
                .post("/views", Map.of("name", UUID.randomUUID().toString(), "search", Map.of()))
                .expect(201)
                .id();
    }

    /** There may not be many: the one before goes. */
    private long webhook() {
        server.admin().send("DELETE", "/webhooks/" + webhookId, null);
        webhookId = server.admin()
                .post("/webhooks", Map.of("url", "https://hooks.example.org/", "events", List.of("*")))
                .expect(201)
                .id();
        return webhookId;
    }

    /** Of the webhook that was made last. */
    private long delivery() {
        server.execute("""
                INSERT INTO webhook_deliveries (webhook_id, event_id, type, subject, body, status, due_at, give_up_at, created_at)
                VALUES (%d, gen_random_uuid(), 'io.deskledger.tag.created.v1', 'tags/1', '{}', 'pending', now(), now(), now())
                """.formatted(webhookId));
        return server.count("SELECT max(id) FROM webhook_deliveries");
    }

    private long apiToken() {
        return owner.client()
                .post("/api-tokens", Map.of("name", "a program", "scopes", List.of("read")))
                .expect(201)
                .id();
    }

    private String tagOn(long ticketId) {
        JsonNode tags = agent.post("/tickets/" + ticketId + "/tags", Map.of("names", List.of("matrix")))
                .expect(200)
                .json()
                .get("tags");
        return tags.get(0).textValue();
    }

    private String tag() {
        String name = "t" + UUID.randomUUID().toString().substring(0, 8);
        agent.post("/tags", Map.of("name", name)).expect(201);
        return name;
    }
}
