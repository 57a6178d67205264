package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Service levels as agents see them. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServiceLevelsIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ApiServer server = ApiServer.shared();
    private Chromium chromium;

    @BeforeAll
    void start() {
        chromium = new Chromium(server.server().getURI().toString());
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @AfterEach
    void nothingStrangeHappened() {
        chromium.hadNothingToComplainOf();
    }

    private static String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A ticket whose resolution is promised within so many seconds. */
    private long promised(String word, String category, long seconds) {
        Map<String, Long> each = Map.of("urgent", seconds, "high", seconds, "medium", seconds, "low", seconds);
        server.admin()
                .post(
                        "/sla/policies",
                        Map.of(
                                "name",
                                "Promise " + category,
                                "position",
                                1,
                                "condition",
                                Map.of("category", List.of(category)),
                                "targets",
                                Map.of("resolution", Map.of("seconds", each, "calendar_id", 1))))
                .expect(201);
        Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("title", "Promised " + word));
        ticket.put("category", category);
        return server.customer().client().post("/tickets", ticket).expect(201).id();
    }

    private boolean isOverdue(long id) {
        return server.admin()
                .get("/tickets/" + id)
                .expect(200)
                .json()
                .get("is_overdue")
                .booleanValue();
    }

    @Test
    void clocksShowInTheListAndExplainThemselves() {
        String word = word();
        long early = promised(word, word + "a", 7_200);
        long late = promised(word, word + "b", 1);
        await().atMost(PATIENCE).until(() -> isOverdue(late));
        Page page = Chromium.signIn(chromium.page(), server.agent().email(), ApiServer.PASSWORD);
        page.navigate("/tickets?q=" + word);
        assertThat(page.locator("#t" + early + " .sla-running")).containsText("1 h left");
        assertThat(page.locator("#t" + late + " .sla-over")).containsText("over");
        page.click("#chip-overdue");
        assertThat(page.locator("#rows tr[data-id]")).hasCount(1);
        assertThat(page.locator("#t" + late)).isVisible();
        assertThat(page.locator("#chip-overdue .count")).hasText("1");

        page.navigate("/tickets/" + early);
        assertThat(page.locator(".clocks .sla-running")).containsText("left");
        page.locator("#props").getByText("Why?").click();
        Locator dialog = page.locator("#explain");
        assertThat(dialog).isVisible();
        assertThat(dialog).containsText("Promise " + word + "a");
        assertThat(dialog).containsText("of 2 h used");
        assertThat(dialog.locator("svg.strip rect.phase-ahead")).hasCount(1);
        server.admin().patch("/tickets/" + early, Map.of("status", "resolved")).expect(200);
        page.navigate("/tickets/" + early);
        assertThat(page.locator(".clocks .sla-met")).hasCount(1);
    }

    @Test
    void clocksExplainThemselvesWithoutScriptsAndOnAPhone() {
        String word = word();
        long id = promised(word, word, 7_200);
        Page page = Chromium.signIn(
                chromium.page(ColorScheme.DARK, 390, 844, false), server.agent().email(), ApiServer.PASSWORD);
        page.navigate("/tickets/" + id);
        Chromium.press(page.locator("#props").getByText("Why?"));
        assertThat(page).hasURL(Pattern.compile(".*/tickets/" + id + "/sla"));
        assertThat(page.locator(".explain")).containsText("of 2 h used");
        Object width = page.evaluate("() => document.documentElement.scrollWidth");
        org.assertj.core.api.Assertions.assertThat(((Number) width).intValue()).isLessThanOrEqualTo(390);
    }
}
