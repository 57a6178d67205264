package io.deskledger.api.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is selected in a list stays so while the list is drawn anew, however far down it is. */
class SelectionIT extends AgentAtWork {

    private List<Long> tickets(int count) {
        List<Long> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(ticket("Row"));
        }
        return ids;
    }

    private Locator rows() {
        return page.locator("#rows tr[data-id]");
    }

    private Locator box(long id) {
        return page.locator("#t" + id + " input");
    }

    private Locator selected() {
        return page.locator("[data-selected]");
    }

    private void open(String more) {
        page.navigate("/tickets?q=" + word + more);
        Chromium.settle(page);
    }

    private void drawAnew() {
        page.evaluate("() => htmx.trigger(document.body, 'desk:changed')");
        Chromium.settle(page);
    }

    @Test
    void rowsAndSelectionBeyondWhatTheServerAnswersAtOnceAreKept() {
        List<Long> ids = tickets(620);
        open("");
        while (rows().count() < ids.size()) {
            int before = rows().count();
            page.locator("#rows tr.more").scrollIntoViewIfNeeded();
            page.waitForCondition(() -> rows().count() > before);
        }
        long newest = ids.getLast();
        long oldest = ids.getFirst();
        box(newest).check();
        box(oldest).check();
        long seen = ((Number) page.evaluate("() => document.scrollingElement.scrollTop")).longValue();
        assertThat(seen).isPositive();
        drawAnew();
        assertThat(rows()).hasCount(ids.size());
        assertThat(box(newest)).isChecked();
        assertThat(box(oldest)).isChecked();
        assertThat(selected()).hasText("2");
        page.waitForCondition(
                () -> ((Number) page.evaluate("() => document.scrollingElement.scrollTop")).longValue() == seen);

        page.selectOption("#sort", "created_at.asc");
        assertThat(rows().first()).hasAttribute("data-id", Long.toString(oldest));
        assertThat(rows()).hasCount(50);
        assertThat(box(oldest)).isChecked();
        assertThat(selected()).hasText("2");
        page.selectOption("#bulk-status", "in_progress");
        assertThat(page.locator(".toast")).containsText("2 tickets changed");
        for (long id : List.of(newest, oldest)) {
            assertThat(server.admin().get("/tickets/" + id).text("status")).isEqualTo("in_progress");
        }
        assertThat(server.admin()
                        .get("/tickets?total=true&status=in_progress&q=" + word)
                        .json()
                        .get("total")
                        .intValue())
                .isEqualTo(2);
    }

    @Test
    void whatLeftTheListIsSelectedNoMore() {
        List<Long> ids = tickets(60);
        open("&status=open");
        box(ids.get(58)).check();
        box(ids.get(59)).check();
        page.selectOption("#sort", "created_at.asc");
        assertThat(rows().first()).hasAttribute("data-id", Long.toString(ids.getFirst()));
        assertThat(selected()).hasText("2");
        assertThat(page.locator("#bulk")).isVisible();
        server.admin()
                .patch("/tickets/" + ids.get(59), Map.of("status", "resolved"))
                .expect(200);
        drawAnew();
        assertThat(selected()).hasText("1");
        page.locator("#rows tr.more").scrollIntoViewIfNeeded();
        assertThat(box(ids.get(58))).isChecked();
        assertThat(selected()).hasText("1");
        page.click("[data-select-none]");
        assertThat(page.locator("#bulk")).isHidden();
    }

    @Test
    void anotherSearchSelectsNothing() {
        List<Long> ids = tickets(60);
        open("");
        box(ids.get(59)).check();
        page.click("#chip-open");
        assertThat(page.locator("#chip-open")).hasAttribute("aria-pressed", "true");
        Chromium.settle(page);
        assertThat(page.locator("#bulk")).isHidden();
        assertThat(box(ids.get(59))).not().isChecked();
    }

    @Test
    void everythingStaysEverything() {
        List<Long> ids = tickets(60);
        open("");
        box(ids.get(59)).check();
        page.click("[data-select-all]");
        assertThat(selected()).hasText("60");
        page.selectOption("#sort", "created_at.asc");
        assertThat(rows().first()).hasAttribute("data-id", Long.toString(ids.getFirst()));
        assertThat(selected()).hasText("60");
        page.locator("#rows tr.more").scrollIntoViewIfNeeded();
        assertThat(rows()).hasCount(60);
        assertThat(box(ids.get(59))).isChecked();
        box(ids.get(59)).uncheck();
        assertThat(selected()).hasText("59");
    }
}
