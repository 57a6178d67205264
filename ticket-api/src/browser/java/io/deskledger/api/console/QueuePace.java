package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * How quick the list feels in a browser, with however many tickets a running system has: {@code -Dconsole.url}, its
 * admin's {@code -Dconsole.email} and {@code -Dconsole.password}. Runs only when it is asked for by name
 * (bench/README.md tells how): its figures are those of a machine that does nothing else.
 */
@Tag("browser")
class QueuePace {

    private static final int LOADS = 20;
    private static final int STEPS = 20;
    private static final double AT_ONCE = 100;
    private static final double PAINTED = 1_000;
    // The browser reports no interaction that took less.
    private static final double SHORTEST = 16;

    /** What the browser itself counts: https://www.w3.org/TR/largest-contentful-paint and /event-timing. */
    private static final String WATCH = """
            window.pace = { paint: 0, interactions: {} };
            new PerformanceObserver((list) => list.getEntries().forEach((entry) => { pace.paint = entry.startTime; }))
              .observe({ type: 'largest-contentful-paint', buffered: true });
            new PerformanceObserver((list) => list.getEntries().filter((entry) => entry.interactionId).forEach((entry) => {
              pace.interactions[entry.interactionId] = Math.max(pace.interactions[entry.interactionId] || 0, entry.duration);
            })).observe({ type: 'event', durationThreshold: 16, buffered: true });
            """;

    private static final String PAINT =
            "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 30)))";

    /** From the press to the list of the answer. */
    private static final String DRAWN_ANEW = """
            (chip) => new Promise((done) => {
              const begun = performance.now();
              document.addEventListener('htmx:afterSettle', () => done(performance.now() - begun), { once: true });
              chip.click();
            })
            """;

    @Test
    void theListIsPaintedAndAnswersInTime() {
        String url = required("console.url");
        try (Chromium chromium = new Chromium(url)) {
            Page page = chromium.page(ColorScheme.LIGHT, 1360, 850, true);
            page.addInitScript(WATCH);
            Chromium.signIn(page, required("console.email"), required("console.password"));
            List<Double> paints = new ArrayList<>();
            List<Double> interactions = new ArrayList<>();
            for (int i = 0; i < LOADS; i++) {
                page.navigate("/tickets?" + Queues.OPEN);
                Chromium.settle(page);
                paints.add(number(page.evaluate("() => pace.paint")));
                interactions.addAll(work(page));
            }
            List<Double> drawn = chips(page);
            System.out.printf("| | median | p75 | worst | of |%n| --- | --- | --- | --- | --- |%n");
            double paint = told("largest paint", paints);
            double interaction = told("interaction, to the next paint", interactions);
            told("press of a chip, to the new list", drawn);
            assertThat(paint).as("largest paint, p75").isPositive().isLessThanOrEqualTo(PAINTED);
            assertThat(interaction).as("interaction, p75").isLessThanOrEqualTo(AT_ONCE);
        }
    }

    /** Moves, selects and searches by keyboard; answers how long each press took. */
    private static List<Double> work(Page page) {
        List<String> keys =
                new ArrayList<>(IntStream.range(0, STEPS).mapToObj(_ -> "j").toList());
        keys.addAll(List.of("x", "k", "x", "Escape", "/", "p", "r", "i", "n", "t", "Escape", "?", "?"));
        for (String key : keys) {
            page.keyboard().press(key);
            page.evaluate(PAINT);
        }
        List<Double> took = new ArrayList<>();
        for (Object one : (List<?>) page.evaluate("() => Object.values(pace.interactions)")) {
            took.add(number(one));
        }
        while (took.size() < keys.size()) {
            took.add(SHORTEST);
        }
        return took;
    }

    private static List<Double> chips(Page page) {
        List<Double> took = new ArrayList<>();
        for (int round = 0; round < 4; round++) {
            page.navigate("/tickets?" + Queues.OPEN);
            Chromium.settle(page);
            for (String chip :
                    List.of("urgent", "high", "urgent", "high", "overdue", "unassigned", "open", "resolved")) {
                Locator place = page.locator("#chip-" + chip);
                took.add(number(place.evaluate(DRAWN_ANEW)));
                Chromium.settle(page);
            }
        }
        return took;
    }

    private static double told(String what, List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        double p75 = sorted.get((int) Math.ceil(sorted.size() * .75) - 1);
        System.out.printf(
                Locale.ROOT,
                "| %s | %.0f ms | %.0f ms | %.0f ms | %d |%n",
                what,
                sorted.get(sorted.size() / 2),
                p75,
                sorted.getLast(),
                sorted.size());
        return p75;
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static String required(String property) {
        String value = System.getProperty(property);
        assertThat(value).as("-D" + property).isNotBlank();
        return value;
    }
}
