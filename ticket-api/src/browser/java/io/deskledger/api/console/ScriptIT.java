package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the console's script makes of things that happen at the same time. */
class ScriptIT extends AgentAtWork {

    private void change(long id, String field, String value) {
        server.admin().patch("/tickets/" + id, Map.of(field, value)).expect(200);
    }

    private Locator row(long id) {
        return page.locator("#t" + id);
    }

    @Test
    void whatHappensDuringARefreshIsShownToo() {
        long id = ticket("Busy");
        page.navigate("/tickets/" + id);
        List<Route> held = new ArrayList<>();
        page.route("**/thread", held::add);
        page.evaluate("() => htmx.trigger(document.body, 'ticket:changed')");
        page.waitForCondition(() -> held.size() == 1);
        APIResponse before = held.getFirst().fetch();
        customer.client()
                .post("/tickets/" + id + "/comments", Map.of("content", "It burns."))
                .expect(201);
        page.evaluate("() => htmx.trigger(document.body, 'ticket:changed')");
        held.getFirst().fulfill(new Route.FulfillOptions().setResponse(before));
        page.waitForCondition(() -> held.size() == 2);
        held.getLast().resume();
        assertThat(page.locator("#thread .message").last()).containsText("It burns.");
    }

    @Test
    void everyRowOfALargeChangeIsDrawnAnewHoweverBusyTheDeskIs() {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < 25; i++) {
            ids.add(ticket("Row"));
        }
        page.navigate("/tickets?q=" + word);
        assertThat(page.locator("#rows tr[data-id]")).hasCount(ids.size());
        page.evaluate("() => setInterval(() => tell(1), 50)");
        ids.forEach(id -> change(id, "title", "Drawn anew " + word));
        page.evaluate(
                "ids => ids.forEach(tell)", ids.stream().map(Math::toIntExact).toList());
        for (long id : ids) {
            assertThat(row(id)).containsText("Drawn anew");
        }
        assertThat(page.locator("[data-pill]")).containsText("1 new or changed");
    }

    @Test
    void anEmptyListIsToldOfNewTickets() {
        page.navigate("/tickets?q=" + word);
        assertThat(page.locator("#list .empty")).isVisible();
        long id = ticket("The first");
        page.evaluate("id => tell(id)", Math.toIntExact(id));
        page.locator("[data-refresh]").click();
        assertThat(row(id)).isVisible();
    }

    @Test
    void backTakesASortingBack() {
        long older = ticket("Older");
        long newer = ticket("Newer");
        page.navigate("/tickets?q=" + word);
        Locator first = page.locator("#rows tr[data-id]").first();
        assertThat(first).hasAttribute("data-id", Long.toString(newer));
        page.selectOption("#sort", "created_at.asc");
        assertThat(first).hasAttribute("data-id", Long.toString(older));
        assertThat(page).hasURL(Pattern.compile(".*order=asc.*"));
        page.goBack();
        assertThat(first).hasAttribute("data-id", Long.toString(newer));
        assertThat(page.locator("#sort")).hasValue("created_at.desc");
    }

    @Test
    void enterSendsWithoutMovingTheTicket() {
        long id = ticket("Plain");
        page.navigate("/tickets/" + id);
        page.fill(".composer textarea", "Only this.");
        page.locator(".composer [name=is_internal][value=false]").press("Enter");
        assertThat(page.locator("#thread .message").last()).containsText("Only this.");
        assertThat(server.admin().get("/tickets/" + id).text("status")).isEqualTo("open");
    }

    @Test
    void whatIsBeingEditedIsNotDrawnOver() {
        long id = ticket("Edited");
        page.navigate("/tickets/" + id);
        Locator title = page.locator("#props [name=title]");
        page.locator("#props summary").click();
        title.fill("My own words " + word);
        page.focus(".composer textarea");
        change(id, "priority", "urgent");
        page.evaluate("() => htmx.trigger(document.body, 'props:changed')");
        assertThat(page.locator("#priority")).hasValue("urgent");
        assertThat(title).hasValue("My own words " + word);

        change(id, "title", "Somebody else's " + word);
        change(id, "priority", "low");
        page.evaluate("() => htmx.trigger(document.body, 'props:changed')");
        assertThat(page.locator("#priority")).hasValue("low");
        assertThat(title).isVisible();
        page.locator("#props details button").click();
        assertThat(page.locator(".conflict")).containsText("Somebody else's");
        page.click(".conflict button.primary");
        assertThat(page.locator(".conflict")).hasCount(0);
        assertThat(server.admin().get("/tickets/" + id).text("title")).isEqualTo("My own words " + word);
    }

    @Test
    void aSecondPressMakesNoSecondTicket() {
        page.navigate("/tickets/new");
        page.fill("[name=title]", "Pressed twice " + word);
        page.fill("[name=description]", "The button was pressed twice.");
        page.evaluate("() => { const form = document.querySelector('form.card');"
                + " form.requestSubmit(); setInterval(() => form.requestSubmit(), 20); }");
        page.waitForURL(Pattern.compile(".*/tickets/\\d+$"));
        assertThat(server.admin().get("/tickets?q=" + word).json().get("items")).hasSize(1);
    }

    @Test
    void whatCannotBeSentIsSaidAndKept() {
        page.navigate("/tickets/" + ticket("Far away"));
        page.route("**/attachments", Route::abort);
        page.fill(".composer textarea", "See the file.");
        page.setInputFiles(
                "[data-files]",
                new FilePayload("note.txt", "text/plain", "It smells of smoke.".getBytes(StandardCharsets.UTF_8)));
        page.click(".composer button.primary");
        assertThat(page.locator(".toast.bad")).containsText("can't be reached");
        assertThat(page.locator("[data-queued] .file")).hasCount(1);
    }

    @Test
    void draftsGoWithTheirWriter() {
        page.navigate("/tickets/" + ticket("Private"));
        page.locator(".composer textarea").pressSequentially("Nobody else's business");
        String drafts = "() => Object.keys(localStorage).filter(key => key.startsWith('draft.')).length";
        assertThat(page.evaluate(drafts)).isEqualTo(1);
        page.locator(".account summary").click();
        page.locator("form[action='/sign-out'] button").first().click();
        page.waitForURL("**/sign-in");
        assertThat(page.evaluate(drafts)).isEqualTo(0);
    }
}
