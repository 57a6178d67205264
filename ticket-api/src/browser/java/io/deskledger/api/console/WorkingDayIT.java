package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
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

/** What people do all day, done in a real browser. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkingDayIT {

    private static final int ATTACKS_OF_A_TICKET = 5;

    private final ApiServer server = ApiServer.shared();
    private Chromium chromium;
    private Person customer;

    @BeforeAll
    void start() {
        chromium = new Chromium(server.server().getURI().toString());
        customer = server.customer();
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @AfterEach
    void nothingStrangeHappened() {
        chromium.hadNothingToComplainOf();
    }

    private Page agent() {
        return Chromium.signIn(chromium.page(), server.agent().email(), ApiServer.PASSWORD);
    }

    private String word() {
        return "w" + UUID.randomUUID().toString().substring(0, 8);
    }

    private long ticket(String title) {
        return customer.client()
                .post("/tickets", Desk.ticketWith("title", title))
                .expect(201)
                .id();
    }

    @Test
    void findOpenAndAnswerByKeyboard() {
        String word = word();
        long id = ticket("The printer " + word);
        Page page = agent();
        page.keyboard().press("/");
        page.keyboard().type(word);
        assertThat(page).hasURL(Pattern.compile(".*q=" + word + ".*"));
        assertThat(page.locator("#rows tr[data-id]")).hasCount(1);
        page.keyboard().press("Escape");
        page.keyboard().press("j");
        page.keyboard().press("Enter");
        page.waitForURL("**/tickets/" + id);
        page.keyboard().press("r");
        page.keyboard().type("Pull the plug, we are coming.");
        page.reload();
        assertThat(page.locator(".composer textarea")).hasValue("Pull the plug, we are coming.");
        page.locator(".composer textarea").focus();
        page.keyboard().press("Control+Enter");
        assertThat(page.locator("#thread .message").last()).containsText("Pull the plug");
        assertThat(page.locator(".composer textarea")).hasValue("");
        page.reload();
        assertThat(page.locator(".composer textarea")).hasValue("");
    }

    @Test
    void changeManyAndTakeItBack() {
        String word = word();
        ticket("First " + word);
        ticket("Second " + word);
        Page page = agent();
        page.navigate("/tickets?q=" + word);
        page.keyboard().press("j");
        page.keyboard().press("x");
        page.keyboard().press("j");
        page.keyboard().press("x");
        assertThat(page.locator("[data-selected]")).hasText("2");
        page.selectOption("#bulk-status", "resolved");
        assertThat(page.locator(".toast.good")).containsText("2 tickets changed");
        assertThat(page.locator("#rows tr.s-resolved")).hasCount(2);
        page.click("[data-undo]");
        assertThat(page.locator(".toast")).containsText("2 tickets put back");
        assertThat(page.locator("#rows tr.s-open")).hasCount(2);
    }

    @Test
    void twoWhoChangeTheSameSeeBothVersions() {
        long id = ticket("Two want this " + word());
        Page one = agent();
        Page two = agent();
        one.navigate("/tickets/" + id);
        two.navigate("/tickets/" + id);
        one.selectOption("#priority", "high");
        assertThat(one.locator("#thread")).isVisible();
        one.waitForFunction("() => document.querySelector('#props [name=version]').value > 1");
        two.selectOption("#priority", "low");
        assertThat(two.locator(".conflict")).containsText("Somebody was faster");
        assertThat(two.locator(".conflict")).containsText("High");
        two.click(".conflict button.primary");
        assertThat(two.locator(".conflict")).hasCount(0);
        assertThat(two.locator("#priority")).hasValue("low");
    }

    @Test
    void aFileTravelsWithTheAnswer() {
        long id = ticket("See the picture " + word());
        Page page = agent();
        page.navigate("/tickets/" + id);
        page.fill(".composer textarea", "Here it is.");
        page.setInputFiles(
                "[data-files]",
                new com.microsoft.playwright.options.FilePayload(
                        "note.txt",
                        "text/plain",
                        "It smells of smoke.".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        assertThat(page.locator("[data-queued] .file")).hasCount(1);
        page.click(".composer button.primary");
        assertThat(page.locator("#thread .file")).containsText("note.txt");
    }

    @Test
    void aCustomerAsksAndAnswersOnAPhone() {
        Page page = chromium.page(ColorScheme.DARK, 390, 844, true);
        Chromium.signIn(page, customer.email(), ApiServer.PASSWORD);
        page.navigate("/portal/new");
        page.fill("[name=title]", "The screen stays black");
        page.fill("[name=description]", "Since this morning nothing shows, whatever I press.");
        page.click("button.primary");
        page.waitForURL("**/portal/tickets/*");
        page.fill(".composer textarea", "Now it flickers.");
        page.click(".composer button.primary");
        assertThat(page.locator("#thread .message").last()).containsText("Now it flickers.");
        for (String path : List.of("/portal", "/portal/new")) {
            page.navigate(path);
            fits(page);
        }
    }

    private static void fits(Page page) {
        Object width = page.evaluate("() => document.documentElement.scrollWidth");
        assertThat(((Number) width).intValue()).as(page.url()).isLessThanOrEqualTo(390);
    }

    @Test
    void readingAndAnsweringNeedsNoScript() {
        long id = ticket("Without scripts " + word());
        Page page = chromium.page(ColorScheme.LIGHT, 1360, 850, false);
        Chromium.signIn(page, server.agent().email(), ApiServer.PASSWORD);
        page.navigate("/tickets/" + id);
        page.fill(".composer textarea", "Written without a script.");
        Chromium.press(page.locator(".composer button.primary"));
        assertThat(page.locator("#thread .message").last()).containsText("Written without a script.");
        page.navigate("/tickets?q=scripts");
        assertThat(page.locator("#rows tr[data-id]").first()).isVisible();
    }

    @Test
    void whatPeopleWriteRunsNowhere() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < Attacks.all().size(); i += ATTACKS_OF_A_TICKET) {
            ids.add(attacked(Attacks.all().subList(i, i + ATTACKS_OF_A_TICKET)));
        }
        Page page = agent();
        page.navigate("/tickets?creator_id=" + customer.id());
        Locator rows = page.locator("#rows tr[data-id]");
        assertThat(rows.nth(ids.size() - 1)).isVisible();
        isUnharmed(page);
        for (long id : ids) {
            page.navigate("/tickets/" + id);
            assertThat(page.locator("#thread .message")).hasCount(1 + ATTACKS_OF_A_TICKET);
            isUnharmed(page);
        }
    }

    /** A ticket with all of these in its title, its description and comments of their own. */
    private long attacked(List<String> attacks) {
        String all = String.join(" ", attacks);
        long id = customer.client()
                .post("/tickets", Map.of("title", "T " + all, "description", "Description " + all))
                .expect(201)
                .id();
        for (String attack : attacks) {
            customer.client()
                    .post("/tickets/" + id + "/comments", Map.of("content", attack))
                    .expect(201);
        }
        return id;
    }

    private static void isUnharmed(Page page) {
        Chromium.settle(page);
        assertThat(page.evaluate("() => window.attacked === undefined")).isEqualTo(true);
    }
}
