package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.attachment.Upload;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a conversation says of changes: words and names, whoever or whatever made them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConversationIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private ApiServer server;
    private AuditDatabase audit;
    private Browser admin;

    @BeforeAll
    void start() {
        DatabaseAccess database = ApiServer.newDesk();
        audit = new AuditDatabase(database);
        server = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        audit.migrate();
        admin = new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private String thread(long id) {
        audit.consumeOutbox();
        return admin.part("/tickets/" + id + "/thread").expect(200).response().body();
    }

    /** So long that a sweep which was held up comes between the warning and the breach. */
    private static Map<String, Object> promise(int seconds) {
        Map<String, Integer> all = Map.of("urgent", seconds, "high", seconds, "medium", seconds, "low", seconds);
        return Map.of("resolution", Map.of("seconds", all, "calendar_id", 1));
    }

    private long ticketOf(String category) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticket());
        ticket.put("category", category);
        ticket.put("priority", "low");
        return server.agent().client().post("/tickets", ticket).expect(201).id();
    }

    @Test
    void clocksAndRulesSpeakInWords() {
        long policy = server.admin()
                .post(
                        "/sla/policies",
                        Map.of(
                                "name",
                                "Fire brigade",
                                "condition",
                                Map.of("category", List.of("fire")),
                                "warn_percent",
                                30,
                                "targets",
                                promise(12),
                                "actions",
                                List.of(Map.of("on", "breach", "action", "raise_priority"))))
                .expect(201)
                .id();
        long id = ticketOf("fire");
        await().atMost(PATIENCE)
                .until(() -> server.admin()
                                .get("/tickets/" + id)
                                .json()
                                .get("version")
                                .intValue()
                        >= 4);
        assertThat(thread(id))
                .contains("warned: Resolution comes due soon", "noted: Resolution was missed", "<time datetime=")
                .contains("by the rule of Fire brigade")
                .doesNotContain("{&quot;", "&#34;", "SLA_BREACH");
        server.admin()
                .patch("/sla/policies/" + policy, Map.of("targets", promise(14_400)))
                .expect(200);
        server.admin()
                .post("/sla/reevaluate", Map.of("ticket_ids", List.of(id), "dry_run", false))
                .expect(200);
        assertThat(thread(id)).contains("set the clocks anew").doesNotContain("{&quot;", "&#34;", "SLA_REEVALUATE");
    }

    @Test
    void aFileStandsWhereItIsToldWhoAttachedIt() {
        Person customer = server.newPerson("customer");
        long id = customer.client().post("/tickets", Desk.ticket()).expect(201).id();
        byte[] content = {65, 66};
        new Upload()
                .file("file", "mine.txt", "text/plain", content)
                .to(customer.client(), id)
                .expect(201);
        long others = new Upload()
                .file("file", "report.txt", "text/plain", content)
                .to(server.agent().client(), id)
                .expect(201)
                .id();
        String html = thread(id);
        assertThat(html)
                .contains("attached a file", "mine.txt (2 B)")
                .containsOnlyOnce("download=\"mine.txt\"")
                .containsOnlyOnce("download=\"report.txt\"")
                .doesNotContain("{&quot;", "&#34;", "sha256");
        assertThat(html.indexOf("download=\"mine.txt\""))
                .as("with what the requester wrote")
                .isLessThan(html.indexOf("attached a file"));
        assertThat(html.indexOf("download=\"report.txt\"")).isGreaterThan(html.indexOf("attached a file"));

        server.admin().send("DELETE", "/attachments/" + others, null).expect(204);
        assertThat(thread(id)).contains("report.txt (2 B)").doesNotContain("download=\"report.txt\"", "sha256");
    }

    @Test
    void everybodyIsCalledByTheirName() {
        Person leaving = server.newPerson("agent");
        Person other = server.newPerson("customer");
        long id = ticketOf("paper");
        server.admin()
                .patch("/tickets/" + id, Map.of("assignee_id", leaving.id()))
                .expect(200);
        server.admin()
                .post("/tickets/" + id + "/transfer", Map.of("creator_id", other.id()))
                .expect(200);
        server.admin().patch("/users/" + leaving.id(), Map.of("active", false, "full_name", "Gone Away"));
        server.admin().patch("/users/" + other.id(), Map.of("full_name", "New Owner"));
        assertThat(thread(id)).contains("Gone Away", "New Owner").doesNotContain("#" + leaving.id(), "#" + other.id());
    }
}
