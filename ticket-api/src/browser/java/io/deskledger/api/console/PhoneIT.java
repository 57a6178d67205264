package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.util.List;
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
        Page page = Chromium.signIn(
                chromium.page(ColorScheme.LIGHT, WIDTH, 844, true), ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
        for (String path : List.of(
                "/tickets",
                "/tickets/" + id,
                "/tickets/new",
                "/dashboard",
                "/audit",
                "/audit/proof",
                "/admin/users",
                "/admin/webhooks",
                "/admin/imports",
                "/admin/dead-letters",
                "/admin/status",
                "/account/api-tokens")) {
            page.navigate(path);
            Chromium.settle(page);
            Object width = page.evaluate("() => document.documentElement.scrollWidth");
            assertThat(((Number) width).intValue()).as(path).isLessThanOrEqualTo(WIDTH);
        }
        chromium.hadNothingToComplainOf();
    }
}
