package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every page, light and dark, by the rules of accessibility; and its picture. With {@code -Dconsole.url} and
 * {@code -Dconsole.password} the pages are those of a running system with its demo tickets, and the pictures are those
 * of the documentation.
 */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryPageIT {

    private static final @Nullable String URL = System.getProperty("console.url");
    private static final String PASSWORD = System.getProperty("console.password", "");
    private static final String AXE = axe();
    private static final String RUN = "() => axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa',"
            + " 'wcag22aa', 'best-practice']}).then(r => r.violations.map(v => v.id + ': ' + v.nodes.map(n =>"
            + " n.html.slice(0, 200) + ' ' + n.failureSummary).join(' | ')))";

    private Chromium chromium;
    private @Nullable ApiServer server;
    private final Map<String, String> staff = new LinkedHashMap<>();
    private String customerEmail = "customer@example.com";

    @BeforeAll
    void start() {
        long ticket = 1;
        long own = 1;
        if (URL == null) {
            ApiServer started = AllSchemas.start();
            server = started;
            Person customer = started.newPerson("customer");
            for (int i = 0; i < 12; i++) {
                own = customer.client().post("/tickets", example(i)).expect(201).id();
            }
            ticket = own;
            started.admin()
                    .post("/tickets/" + ticket + "/tags", Map.of("names", List.of("vpn", "fire")))
                    .expect(200);
            started.admin()
                    .post("/tickets/" + ticket + "/comments", Map.of("content", "A note", "is_internal", true))
                    .expect(201);
            customerEmail = customer.email();
        } else {
            ticket = Showcase.of(URL, PASSWORD).ticket();
        }
        chromium = new Chromium(
                server == null ? String.valueOf(URL) : server.server().getURI().toString());
        staff.put("queue", "/tickets?" + Queues.OPEN);
        staff.put("nothing", "/tickets?q=nosuchword");
        staff.put("ticket", "/tickets/" + ticket);
        staff.put("explain", "/tickets/" + ticket + "/sla");
        staff.put("new-ticket", "/tickets/new");
        staff.put("dashboard", "/dashboard");
        staff.put("audit", "/audit");
        staff.put("proof", "/audit/proof");
        staff.put("users", "/admin/users");
        staff.put("sla", "/admin/sla");
        staff.put("sla-policy", "/admin/sla/policies/1");
        staff.put("sla-calendar", "/admin/sla/calendars/1");
        staff.put("webhooks", "/admin/webhooks");
        staff.put("imports", "/admin/imports");
        staff.put("dead-letters", "/admin/dead-letters");
        staff.put("system", "/admin/status");
        staff.put("notifications", "/account/notifications");
        staff.put("tokens", "/account/api-tokens");
        staff.put("not-found", "/tickets/99999999");
    }

    private static Map<String, Object> example(int i) {
        return Map.of(
                "title",
                "The printer is on fire again, number " + i,
                "description",
                "Smoke comes out of tray two.\n\nPlease hurry.",
                "priority",
                List.of("low", "medium", "high").get(i % 3),
                "category",
                "hardware");
    }

    @AfterAll
    void stop() {
        chromium.close();
        if (server != null) {
            server.close();
        }
    }

    @AfterEach
    void nothingStrangeHappened() {
        chromium.hadNothingToComplainOf();
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everybodyCanUseThePagesOfStaff(ColorScheme scheme) {
        Page page = chromium.page(scheme, 1360, 850, true);
        page.navigate("/sign-in");
        check(page, "sign-in", scheme);
        String password = URL == null ? ApiServer.ADMIN_PASSWORD : PASSWORD;
        Chromium.signIn(page, URL == null ? ApiServer.ADMIN_EMAIL : "admin@example.com", password);
        staff.forEach((name, path) -> {
            page.navigate(path);
            check(page, name, scheme);
            if (URL != null && name.equals("proof")) {
                page.locator(".card .button.primary").click();
                page.locator("#verification .note").waitFor();
                check(page, name, scheme);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = ColorScheme.class,
            names = {"LIGHT", "DARK"})
    void everybodyCanUseThePagesOfCustomersOnAPhone(ColorScheme scheme) {
        Page page = chromium.page(scheme, 390, 844, true);
        String password = URL == null ? ApiServer.PASSWORD : PASSWORD;
        Chromium.signIn(page, customerEmail, password);
        page.navigate("/portal");
        check(page, "portal", scheme);
        page.locator(".portal-list a").first().click();
        page.waitForURL("**/portal/tickets/*");
        check(page, "portal-ticket", scheme);
        page.navigate("/portal/new");
        check(page, "portal-new", scheme);
    }

    private static void check(Page page, String name, ColorScheme scheme) {
        Chromium.settle(page);
        Path folder = Path.of(URL == null ? "target/screenshots" : "../docs/screenshots");
        Picture.write(
                page.screenshot(), folder.resolve(name + "-" + scheme.name().toLowerCase(Locale.ROOT) + ".png"));
        page.evaluate(AXE);
        Object found = page.evaluate(RUN);
        assertThat((List<?>) found).as(name + " " + scheme).isEmpty();
    }

    private static String axe() {
        String path = "/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js";
        try (InputStream file = Objects.requireNonNull(EveryPageIT.class.getResourceAsStream(path))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
