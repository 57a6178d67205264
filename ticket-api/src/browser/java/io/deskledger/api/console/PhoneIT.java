package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Staff look at the desk from a phone, too. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PhoneIT {

    private static final int WIDTH = 390;

    private ApiServer server;
    private Chromium chromium;

    @BeforeAll
    void start() {
        server = AllSchemas.start();
        chromium = new Chromium(server.server().getURI().toString());
    }

    @AfterAll
    void stop() {
        chromium.close();
        server.close();
    }

    @Test
    void everyPageOfStaffFitsAPhone() {
        long id = server.admin().post("/tickets", Desk.ticket()).expect(201).id();
        long hook = server.admin()
                .post(
                        "/webhooks",
                        Map.of("url", "https://hooks.example.org/" + "long".repeat(20), "events", List.of("*")))
                .expect(201)
                .id();
        Page page = Chromium.signIn(
                chromium.page(ColorScheme.LIGHT, WIDTH, 844, true), ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        for (String path : List.of(
                "/tickets",
                "/tickets/" + id,
                "/tickets/new",
                "/tickets?status=open&overdue=true",
                "/dashboard",
                "/audit",
                "/audit/proof",
                "/tickets/" + id + "/sla",
                "/admin/users",
                "/admin/sla",
                "/admin/sla/policies/1",
                "/admin/sla/policies/new",
                "/admin/sla/calendars/1",
                "/admin/sla/calendars/new",
                "/admin/webhooks",
                "/admin/webhooks/" + hook,
                "/admin/imports",
                "/admin/dead-letters",
                "/admin/status",
                "/account/notifications",
                "/account/api-tokens")) {
            page.navigate(path);
            Chromium.settle(page);
            Object width = page.evaluate("() => document.documentElement.scrollWidth");
            assertThat(((Number) width).intValue()).as(path).isLessThanOrEqualTo(WIDTH);
        }
        chromium.hadNothingToComplainOf();
    }
}
