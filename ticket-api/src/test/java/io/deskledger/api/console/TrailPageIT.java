package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The audit trail's page: rows by fifties, and what each holds only when somebody asks for it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailPageIT {

    private static final int ROWS = 2_000;
    private static final Pattern ENTRY = Pattern.compile("hx-get=\"(/audit/[0-9a-f-]{36})\"");
    private static final Pattern MORE = Pattern.compile("hx-get=\"(/audit\\?[^\"]*cursor=[^\"]+)\"");

    private AuditDatabase audit;
    private ApiServer server;
    private Browser admin;

    @BeforeAll
    void start() {
        audit = new AuditDatabase(ApiServer.newDesk());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        audit.migrate();
        audit.fill(ROWS, 100);
        admin = new Browser(server.server().getURI()).signIn(ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static List<String> all(Pattern pattern, String html) {
        return pattern.matcher(html)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String body(Browser browser, String path) {
        return browser.get(path.replace("&amp;", "&")).expect(200).response().body();
    }

    @Test
    void pagesFollowEachOtherAndHoldNoValues() {
        String first = body(admin, "/audit?entity=tickets&entity_id=5");
        assertThat(all(ENTRY, first)).hasSize(20).doesNotHaveDuplicates();
        assertThat(all(MORE, first)).isEmpty();

        String top = body(admin, "/audit");
        String next = body(admin, all(MORE, top).getFirst());
        assertThat(all(ENTRY, top)).hasSize(50);
        assertThat(all(ENTRY, next)).hasSize(50).doesNotContainAnyElementsOf(all(ENTRY, top));
        assertThat(top + next).contains(">title<").doesNotContain("Title 1", "192.0.2.7", "=cmd()");
    }

    @Test
    void anEntryTellsAllOnceItIsOpenedAndThatItWas() {
        String entry =
                all(ENTRY, body(admin, "/audit?entity=tickets&entity_id=7")).getLast();
        String part = admin.part(entry).expect(200).response().body();
        assertThat(part)
                .contains("Title 6<", "192.0.2.7", "=cmd()", "/api/v1" + entry + "/proof")
                .doesNotContain("<html");
        assertThat(body(admin, entry)).contains("<html", "tickets/7", "Title 6<", "192.0.2.7");

        List<JsonNode> told = server.eventsBySubject(
                "audit/" + server.admin().get("/me").expect(200).id());
        assertThat(told.getLast().get("action").textValue()).isEqualTo("READ");
        assertThat(told.getLast().at("/changes/event_id/to").textValue()).isEqualTo(entry.replace("/audit/", ""));
    }

    @Test
    void agentsOpenEntriesOfTicketsWithoutAddresses() {
        Browser agent =
                new Browser(server.server().getURI()).signIn(server.agent().email(), ApiServer.PASSWORD);
        String entry =
                all(ENTRY, body(agent, "/audit?entity=tickets&entity_id=9")).getFirst();
        assertThat(agent.part(entry).expect(200).response().body())
                .contains("Title ")
                .doesNotContain("192.0.2.7", "=cmd()", "/proof");
        String signIn =
                all(ENTRY, body(admin, "/audit?entity=users&entity_id=7")).getFirst();
        assertThat(admin.part(signIn).expect(200).response().body()).contains("user.signed_in");
        agent.part(signIn).expect(404);
        agent.part("/audit/01890000-0000-7000-8000-000000000000").expect(404);
        agent.part("/audit/nonsense").expect(404);
    }
}
