package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Everybody's own columns, chosen by keyboard, with scripts and without. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColumnChoiceIT {

    private final ApiServer server = ApiServer.shared();
    private final String word = "w" + UUID.randomUUID().toString().substring(0, 8);
    private Chromium chromium;
    private long id;

    @BeforeAll
    void start() {
        chromium = new Chromium(server.server().getURI().toString());
        id = server.customer()
                .client()
                .post("/tickets", Desk.ticketWith("title", "Which columns " + word))
                .expect(201)
                .id();
        server.admin().patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
    }

    @AfterAll
    void stop() {
        chromium.close();
    }

    @AfterEach
    void nothingStrangeHappened() {
        chromium.hadNothingToComplainOf();
    }

    private Page list(Person person, boolean scripts, int width) {
        Page page = Chromium.signIn(
                chromium.page(ColorScheme.DARK, width, 844, scripts), person.email(), ApiServer.PASSWORD);
        page.navigate("/tickets?q=" + word);
        return page;
    }

    @Test
    void chosenByKeyboardAndThereOnTheNextMachine() {
        Person agent = server.newPerson("agent");
        Page page = list(agent, true, 1360);
        Locator row = page.locator("#t" + id);
        assertThat(row.locator(".c-person")).isVisible();
        page.locator("[popovertarget=choose-columns]").press("Enter");
        Locator number = page.locator("#choose-columns [value=number]");
        assertThat(number).isFocused();
        number.press("Space");
        page.locator("#choose-columns [value=requester]").press("Space");
        page.locator("#choose-columns [value=resolved_at]").press("Space");
        page.locator("#choose-columns [value=resolved_at]").press("Enter");
        assertThat(page.locator("#t" + id + " .c-resolved time")).isVisible();
        assertThat(page.locator("thead")).containsText("Resolved");
        assertThat(page.locator("#t" + id + " .c-person")).hasCount(0);
        assertThat(page.locator("#t" + id + " .number")).hasCount(0);
        assertThat(page).hasURL(Pattern.compile(".*q=" + word + ".*"));

        Page phone = list(agent, true, 390);
        assertThat(phone.locator("#t" + id + " .c-resolved")).containsText("Resolved");
        Object width = phone.evaluate("() => document.documentElement.scrollWidth");
        org.assertj.core.api.Assertions.assertThat(((Number) width).intValue()).isLessThanOrEqualTo(390);
    }

    @Test
    void aListThatIsOpenElsewhereStaysEven() {
        Person agent = server.newPerson("agent");
        Page one = list(agent, true, 1360);
        Page two = chromium.page();
        two.addInitScript(AgentAtWork.STREAM);
        Chromium.signIn(two, agent.email(), ApiServer.PASSWORD);
        two.navigate("/tickets?q=" + word);
        Chromium.settle(two);
        one.locator("[popovertarget=choose-columns]").click();
        one.locator("#choose-columns [value=created_at]").check();
        one.locator("#choose-columns .primary").click();
        assertThat(one.locator("#t" + id + " .c-created")).isVisible();
        assertThat(two.locator("#t" + id + " .c-created")).hasCount(0);
        // The row comes with the columns of now, so the whole list has to.
        two.evaluate("tell(" + id + ")");
        assertThat(two.locator("thead")).containsText("Created");
        assertThat(two.locator("#t" + id + " .c-created")).isVisible();
    }

    @Test
    void withoutScriptsToo() {
        Page page = list(server.newPerson("agent"), false, 1360);
        Chromium.press(page.locator("[popovertarget=choose-columns]"));
        page.locator("#choose-columns [value=sla]").press("Space");
        Chromium.press(page.locator("#choose-columns .primary"));
        assertThat(page.locator("thead")).containsText("Requester");
        assertThat(page.locator("#t" + id + " .c-sla")).hasCount(0);
        Chromium.press(page.locator("[popovertarget=choose-columns]"));
        Chromium.press(page.locator("#choose-columns [name=usual]"));
        assertThat(page.locator("#t" + id + " .c-sla")).hasCount(1);
    }
}
