package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.AllSchemas;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Policies and calendars as admins keep them; on a desk of its own, since they are everybody's. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlaAdminIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> PRIORITIES = List.of("urgent", "high", "medium", "low");

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

    @AfterEach
    void nothingStrangeHappened() {
        chromium.hadNothingToComplainOf();
    }

    private Page admin(boolean scripts) {
        return Chromium.signIn(
                chromium.page(ColorScheme.LIGHT, 1360, 850, scripts), ApiServer.ADMIN_EMAIL, ApiServer.ADMIN_PASSWORD);
    }

    private static void promise(Page page, String time) {
        PRIORITIES.forEach(priority -> page.fill("[name='targets.resolution.seconds." + priority + "']", time));
    }

    private boolean isOverdue(long id) {
        return server.admin()
                .get("/tickets/" + id)
                .expect(200)
                .json()
                .get("is_overdue")
                .booleanValue();
    }

    private boolean isTold() {
        return server.admin()
                        .get("/me/notifications")
                        .expect(200)
                        .json()
                        .get("items")
                        .size()
                > 0;
    }

    @Test
    void aPolicyIsMadeTriedOutChangedAndAppliedToWhatIsOpen() {
        Page page = admin(true);
        page.navigate("/admin/sla/policies/new");
        page.fill("[name=name]", "Smoke");
        page.fill("[name='condition.category']", "smoke\nfire");
        promise(page, "soon");
        page.click(".sla-form > p .button.primary");
        assertThat(page.locator(".targets-table .fault").first()).containsText("whole seconds");
        assertThat(page.locator("[name='condition.category']")).hasValue("smoke\nfire");
        promise(page, "1s");
        page.selectOption("[name='action.on'] >> nth=0", "breach");
        page.selectOption("[name='action.do'] >> nth=0", "role:admin");
        page.click(".sla-form > p .button.primary");
        page.waitForURL("**/admin/sla");
        Locator smoke = page.locator("tr").filter(new Locator.FilterOptions().setHasText("Smoke"));
        assertThat(smoke).containsText("Category: smoke, fire");

        Map<String, Object> burning = new HashMap<>(Desk.ticket());
        burning.put("category", "smoke");
        long id =
                server.customer().client().post("/tickets", burning).expect(201).id();
        await().atMost(PATIENCE).until(() -> isOverdue(id));
        await().atMost(PATIENCE).until(this::isTold);
        page.click("[href='/account/notifications']");
        assertThat(page.locator(".notices")).containsText("Resolution of ticket #" + id + " was missed");
        page.navigate("/admin/sla");

        smoke.locator("a").click();
        promise(page, "4h");
        page.click("text=Compare");
        assertThat(page.locator("#whatif")).containsText("1 would have been in time");
        assertThat(page.locator("#whatif a[href='/tickets/" + id + "']")).hasCount(1);
        assertThat(page.locator("[name='action.do'] >> nth=0")).hasValue("role:admin");
        page.click(".sla-form > p .button.primary");
        page.waitForURL("**/admin/sla");
        assertThat(smoke).containsText("Version 2");
        org.assertj.core.api.Assertions.assertThat(isOverdue(id)).isTrue();

        page.click("text=See what would change");
        assertThat(page.locator("[role=status]")).containsText("Nothing is changed yet. 1 of 1");
        org.assertj.core.api.Assertions.assertThat(isOverdue(id)).isTrue();
        page.click("text=Set 1 clocks anew");
        assertThat(page.locator("[role=status]")).containsText("1 of 1 open tickets are held to another version");
        org.assertj.core.api.Assertions.assertThat(isOverdue(id)).isFalse();
    }

    @Test
    void policiesChangePlacesWithoutScripts() {
        for (String name : List.of("First", "Second")) {
            Map<String, Long> seconds = Map.of("low", 60L);
            server.admin()
                    .post(
                            "/sla/policies",
                            Map.of(
                                    "name",
                                    name,
                                    "position",
                                    9_000,
                                    "condition",
                                    Map.of("tag", List.of(name)),
                                    "targets",
                                    Map.of("resolution", Map.of("seconds", seconds, "calendar_id", 1))))
                    .expect(201);
        }
        Page page = admin(false);
        page.navigate("/admin/sla");
        // Other tests' policies may stand before and behind these two.
        Locator names = page.locator("section")
                .first()
                .locator("tbody a.strong")
                .filter(new Locator.FilterOptions().setHasText(Pattern.compile("First|Second")));
        assertThat(names).hasText(new String[] {"First", "Second"});
        Chromium.press(page.locator("[aria-label='Move Second up']"));
        assertThat(names).hasText(new String[] {"Second", "First"});
    }

    @Test
    void aWeekIsPaintedAndWritten() {
        Page page = admin(true);
        page.navigate("/admin/sla/calendars/new");
        page.fill("[name=name]", "Painted");
        page.fill("[name=zone]", "Europe/Rome");
        page.fill("#hours-monday", "9-12:30, 26:00-27:00");
        page.click(".sla-form > p .button.primary");
        assertThat(page.locator("#hours-monday-fault")).containsText("time");
        page.fill("#hours-monday", "9-12:30, 13:30-18:00");
        assertThat(page.locator("svg[data-day=hours-monday] .open")).hasCount(2);
        Locator saturday = page.locator("svg[data-day=hours-saturday]");
        pointAt(saturday, 10.25);
        page.mouse().down();
        pointAt(saturday, 13.75);
        page.mouse().up();
        assertThat(page.locator("#hours-saturday")).hasValue("10:00-14:00");
        page.click(".sla-form > p .button.primary");
        page.waitForURL("**/admin/sla");
        page.click("text=Painted");
        assertThat(page.locator("#hours-monday")).hasValue("09:00-12:30, 13:30-18:00");
        assertThat(page.locator("#hours-saturday")).hasValue("10:00-14:00");
        page.fill("#ics", """
                BEGIN:VCALENDAR
                VERSION:2.0
                BEGIN:VEVENT
                SUMMARY:Easter Monday
                DTSTART;VALUE=DATE:20260406
                END:VEVENT
                END:VCALENDAR
                """);
        page.click("text=Add its holidays");
        assertThat(page.locator("[name='holiday.name'] >> nth=0")).hasValue("Easter Monday");
        assertThat(page.locator("[name='holiday.date'] >> nth=0")).hasValue("2026-04-06");
        page.fill("#ics", "no calendar");
        page.click("text=Add its holidays");
        assertThat(page.locator("#file-fault")).containsText("iCalendar");
    }

    @Test
    void aCalendarIsMadeWithoutScripts() {
        Page page = admin(false);
        page.navigate("/admin/sla/calendars/new");
        page.fill("[name=name]", "Written");
        page.fill("#hours-sunday", "22:00-24:00");
        Chromium.press(page.locator(".sla-form > p .button.primary"));
        assertThat(page.locator("table").last()).containsText("22:00-24:00");
    }

    /** Moves the mouse to that hour of a day, when the page has come to rest and nothing covers it. */
    private static void pointAt(Locator day, double hour) {
        BoundingBox box = Objects.requireNonNull(day.boundingBox());
        day.hover(new Locator.HoverOptions().setPosition(box.width * hour / 24, box.height / 2));
    }
}
