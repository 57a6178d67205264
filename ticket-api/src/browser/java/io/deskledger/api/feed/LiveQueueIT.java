package io.deskledger.api.feed;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.api.console.Chromium;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What one does shows to another at once, who loses neither place nor selection. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LiveQueueIT {

    private static final Map<String, Object> FAST =
            Map.of("deskledger.relay.enabled", false, "deskledger.events.poll", "20ms");

    private AuditDatabase audit;
    private GrowingLog log;
    private ApiServer server;
    private Chromium chromium;

    @BeforeAll
    void start() {
        audit = new AuditDatabase(ApiServer.newDatabase());
        server = ApiServer.start(audit.access(), FAST);
        audit.migrate();
        log = new GrowingLog(audit);
        chromium = new Chromium(server.server().getURI().toString());
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void aChangeShowsInTheRowThatIsThere() {
        long first = server.admin().post("/tickets", Desk.ticket()).expect(201).id();
        server.admin().post("/tickets", Desk.ticketWith("title", "Another one")).expect(201);
        Page page = Chromium.signIn(chromium.page(), server.agent().email(), ApiServer.PASSWORD);
        page.navigate("/tickets");
        assertThat(page.locator("#rows tr[data-id]")).hasCount(2);
        page.locator("#t" + first + " input").check();
        page.keyboard().press("j");
        server.admin()
                .patch("/tickets/" + first, Map.of("title", "It burns brightly", "priority", "urgent"))
                .expect(200);
        assertThat(page.locator("html")).hasAttribute("data-stream", "open"); // what came before it is not told
        log.append(List.of(Math.toIntExact(first - 1)), 1, 0);
        assertThat(page.locator("#t" + first)).containsText("It burns brightly");
        assertThat(page.locator("#t" + first + " input")).isChecked();
        assertThat(page.locator("#rows tr.at")).hasCount(1);
        log.append(List.of(9), 1, 0);
        assertThat(page.locator("[data-pill]")).containsText("1 new or changed");
        chromium.hadNothingToComplainOf();
    }
}
