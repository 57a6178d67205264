package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The audit trail for people: it goes on as they go down, and an entry tells all once it is opened. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrailIT {

    private ApiServer server;
    private Chromium chromium;

    @BeforeAll
    void start() {
        AuditDatabase audit = new AuditDatabase(ApiServer.newDatabase());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        audit.migrate();
        audit.fill(999, 100);
        chromium = new Chromium(server.server().getURI().toString());
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void itGoesOnAndItsEntriesOpen() {
        Page page = Chromium.signIn(chromium.page(), ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        page.navigate("/audit");
        Locator entries = page.locator(".trail details");
        assertThat(entries).hasCount(50);
        page.locator(".trail tr.more").scrollIntoViewIfNeeded();
        assertThat(entries).hasCount(100);
        assertThat(page.locator(".trail")).not().containsText("Title 999");
        entries.first().locator("summary").click();
        assertThat(entries.first()).containsText("Title 999");
        assertThat(entries.first()).containsText("192.0.2.7");
        chromium.hadNothingToComplainOf();
    }

    @Test
    void itIsReadWithoutScripts() {
        Page page = chromium.page(ColorScheme.LIGHT, 1360, 850, false);
        Chromium.signIn(page, ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        page.navigate("/audit");
        Chromium.press(page.locator(".trail tr.more a"));
        page.waitForURL(Pattern.compile(".*cursor=.*"));
        Locator entry = page.locator(".trail details").first();
        Chromium.press(entry.locator("summary"));
        Chromium.press(entry.locator("div a"));
        assertThat(page.locator(".page")).containsText("Title 949");
    }
}
