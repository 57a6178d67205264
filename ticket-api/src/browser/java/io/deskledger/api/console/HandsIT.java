package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import io.deskledger.api.ApiServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Nothing happens that nobody meant, and nothing is lost: keys that only look, drafts, selections, what is being read.
 */
class HandsIT extends AgentAtWork {

    private final List<String> sent = new ArrayList<>();

    @BeforeEach
    void listen() {
        sent.clear();
        page.onRequest(request -> {
            if (request.method().equals("POST")) {
                sent.add(request.url().replaceAll("^https?://[^/]+", ""));
            }
        });
    }

    private String field(long id, String field) {
        return server.admin().get("/tickets/" + id).expect(200).text(field);
    }

    @Test
    void arrowKeysOnlyLookAtTheStatusesUntilEnter() {
        long id = ticket("Looked at");
        page.navigate("/tickets/" + id);
        Chromium.settle(page);
        Locator status = page.locator("#status");
        page.keyboard().press("s");
        assertThat(status).isFocused();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        assertThat(status).hasValue("waiting_on_customer");
        assertThat(sent).isEmpty();
        page.keyboard().press("Escape");
        assertThat(status).hasValue("open");
        assertThat(status).not().isFocused();
        status.focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Enter");
        assertThat(page.locator("#props [name=version]").first()).not().hasValue("1");
        assertThat(status).hasValue("in_progress");
        assertThat(status).isFocused();
        page.keyboard().press("Tab");
        Chromium.settle(page);
        assertThat(sent).containsExactly("/tickets/" + id + "/properties");
        assertThat(field(id, "status")).isEqualTo("in_progress");
    }

    @Test
    void aPropertyIsSavedWhenItIsLeftAndEscapeTakesItBack() {
        long id = ticket("Left");
        page.navigate("/tickets/" + id);
        Chromium.settle(page);
        Locator category = page.locator("#category");
        category.fill("never");
        category.press("Escape");
        assertThat(category).hasValue("");
        category.pressSequentially("billing");
        category.press("Enter");
        assertThat(page.locator("#props [name=version]").first()).hasValue("2");
        page.locator("#priority").focus();
        page.keyboard().press("ArrowUp");
        page.keyboard().press("Tab");
        assertThat(page.locator("#props [name=version]").first()).hasValue("3");
        assertThat(sent).hasSize(2);
        assertThat(field(id, "category")).isEqualTo("billing");
    }

    @Test
    void manyAreChangedByEnterOrAButtonOnceEach() {
        long id = ticket("Many");
        page.navigate("/tickets?q=" + word);
        Chromium.settle(page);
        page.keyboard().press("j");
        page.keyboard().press("x");
        Locator status = page.locator("#bulk-status");
        status.focus();
        page.keyboard().press("ArrowDown");
        page.keyboard().press("ArrowDown");
        page.keyboard().press("Tab");
        assertThat(sent).isEmpty();
        page.locator("#bulk [data-apply]").press("Enter");
        assertThat(page.locator(".toast.good")).containsText("1 tickets changed");
        assertThat(field(id, "status")).isEqualTo("in_progress");
        assertThat(status).hasValue("");

        page.locator("#rows input").first().check();
        page.fill("#bulk-tags", "never");
        page.locator("#bulk-tags").press("Escape");
        page.fill("#bulk-tags", "vpn");
        page.locator("#bulk-tags").press("Enter");
        assertThat(page.locator(".toast.good")).hasCount(2);
        assertThat(sent).containsExactly("/tickets/bulk", "/tickets/bulk");
        assertThat(server.admin().get("/tickets/" + id).json().get("tags").toString())
                .isEqualTo("[\"vpn\"]");
    }

    @Test
    void allThatMatchAreCountedOnAListWithoutConditions() {
        ticket("One of all");
        page.navigate("/tickets");
        Chromium.settle(page);
        page.locator("#rows input").first().check();
        page.click("[data-select-all]");
        assertThat(page.locator("[data-selected]"))
                .hasText(page.locator("h1 [data-count=found]").textContent());
        page.evaluate("() => { document.querySelector('h1 [data-count]').textContent = ''; }");
        page.click("[data-select-all]");
        assertThat(page.locator("[data-selected]")).hasText("All");
    }

    @Test
    void aNewTicketOutlivesTheSession() {
        page.navigate("/tickets/new");
        page.fill("[name=title]", "Written for an hour " + word);
        page.fill("[name=description]", "All that somebody had to say.");
        page.fill("[name=requester]", customer.email());
        page.selectOption("[name=priority]", "high");
        page.context().clearCookies();
        page.click("form.card button.primary");
        page.waitForURL("**/sign-in**");
        Chromium.signIn(page, server.agent().email(), ApiServer.PASSWORD);
        page.navigate("/tickets/new");
        assertThat(page.locator("[name=title]")).hasValue("Written for an hour " + word);
        assertThat(page.locator("[name=requester]")).hasValue(customer.email());
        assertThat(page.locator("[name=priority]")).hasValue("high");
        page.click("form.card button.primary");
        page.waitForURL(Pattern.compile(".*/tickets/\\d+$"));
        page.navigate("/tickets/new");
        assertThat(page.locator("[name=title]")).hasValue("");
    }

    @Test
    void aRefreshKeepsRowsAndSelectionBeyondTheFirstPage() {
        for (int i = 0; i < 60; i++) {
            ticket("Row");
        }
        page.navigate("/tickets?q=" + word);
        Chromium.settle(page);
        page.locator("#rows tr.more").scrollIntoViewIfNeeded();
        Locator rows = page.locator("#rows tr[data-id]");
        assertThat(rows).hasCount(60);
        page.locator("#rows input").last().check();
        page.evaluate("() => htmx.trigger(document.body, 'desk:changed')");
        Chromium.settle(page);
        assertThat(rows).hasCount(60);
        assertThat(page.locator("#rows input").last()).isChecked();
        assertThat(page.locator("[data-selected]")).hasText("1");
    }

    @Test
    void whatWasOpenedOfAConversationStays() {
        long id = ticket("Talks");
        for (int i = 1; i <= 70; i++) {
            customer.client()
                    .post("/tickets/" + id + "/comments", Map.of("content", "said-" + i + "."))
                    .expect(201);
        }
        page.navigate("/tickets/" + id);
        Chromium.settle(page);
        Locator messages = page.locator("#thread .message");
        assertThat(messages).hasCount(61);
        page.locator("#thread a[href*=before]").click();
        assertThat(messages).hasCount(71);
        customer.client()
                .post("/tickets/" + id + "/comments", Map.of("content", "said-last."))
                .expect(201);
        page.evaluate("id => tell(id)", Math.toIntExact(id));
        assertThat(messages).hasCount(72);
        assertThat(messages.nth(1)).containsText("said-1.");
        assertThat(messages.last()).containsText("said-last.");
        assertThat(page.locator("#thread a[href*=before]")).hasCount(0);
        page.fill(".composer textarea", "My own answer.");
        page.locator(".composer textarea").press("Control+Enter");
        assertThat(messages).hasCount(73);
        assertThat(messages.nth(11)).containsText("said-11.");
    }

    @Test
    void anOlderPartIsNotTakenAway() {
        long id = ticket("Older");
        for (int i = 1; i <= 61; i++) {
            customer.client()
                    .post("/tickets/" + id + "/comments", Map.of("content", "said-" + i + "."))
                    .expect(201);
        }
        page.navigate("/tickets/" + id);
        page.navigate("/tickets/" + id + "?before="
                + page.locator("#thread a[href*=before]").getAttribute("href").replaceAll(".*before=", ""));
        Chromium.settle(page);
        assertThat(page.locator("#thread .message").last()).containsText("said-1.");
        page.evaluate("() => htmx.trigger(document.body, 'ticket:changed')");
        page.locator("[data-newer]").click();
        assertThat(page.locator("#thread .message").last()).containsText("said-61.");
    }

    @Test
    void propertiesCatchUpWhenTheyAreLeft() {
        long id = ticket("Catches up");
        page.navigate("/tickets/" + id);
        Chromium.settle(page);
        page.locator("#category").focus();
        server.admin().patch("/tickets/" + id, Map.of("priority", "urgent")).expect(200);
        page.evaluate("id => tell(id)", Math.toIntExact(id));
        page.waitForResponse("**/thread", () -> page.evaluate("id => tell(id)", Math.toIntExact(id)));
        assertThat(page.locator("#priority")).not().hasValue("urgent");
        page.locator(".composer textarea").focus();
        assertThat(page.locator("#priority")).hasValue("urgent");
    }

    @Test
    void aDeletionIsTakenBack() {
        long id = ticket("Deleted by mistake");
        page.navigate("/tickets/" + id);
        page.click("[popovertarget=delete-ticket]");
        page.click("#delete-ticket .danger");
        assertThat(page.locator(".note-good")).containsText("The ticket is deleted");
        assertThat(page).not().hasURL(Pattern.compile(".*gone=.*"));
        page.click(".note-good .button");
        page.waitForURL("**/tickets/" + id);
        assertThat(page.locator("h1")).containsText("Deleted by mistake");
    }

    @Test
    void lettersAreSwitchedOff() {
        page.navigate("/tickets/" + ticket("Spoken to"));
        page.keyboard().press("?");
        page.locator("#help [data-shortcuts]").uncheck();
        page.keyboard().press("Escape");
        page.reload();
        page.keyboard().press("r");
        assertThat(page.locator(".composer textarea")).not().isFocused();
        page.locator("[popovertarget=help]").click();
        page.locator("#help [data-shortcuts]").check();
        page.keyboard().press("Escape");
        page.keyboard().press("r");
        assertThat(page.locator(".composer textarea")).isFocused();
    }
}
