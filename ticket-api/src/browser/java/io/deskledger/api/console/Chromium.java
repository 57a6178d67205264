package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Debian's Chromium, and what it complained of: a request to elsewhere, a broken policy, a script that failed. */
public final class Chromium implements AutoCloseable {

    /** For pages and for what is asserted of them: a busy machine is no failure, and who sees it goes on at once. */
    private static final double PATIENCE_MILLIS = 15_000;

    private static final double LAUNCH_MILLIS = 120_000;

    private static final String SETTLED = """
            () => document.readyState === 'complete'
              && !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling, .htmx-added')
              && !document.querySelector('[data-count]:not([data-counted])')
              && !document.querySelector('canvas[data-chart]:not([data-drawn])')
            """;

    private static final List<String> FLAGS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--no-first-run");

    private final String server;
    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    /** Starts it for pages of that server. */
    public Chromium(String server) {
        this.server = server;
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        this.playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        this.browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setTimeout(LAUNCH_MILLIS)
                        .setExecutablePath(executable())
                        .setArgs(FLAGS));
    }

    private static Path executable() {
        return Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
                .map(Path::of)
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() -> new AssertionError("There is no Chromium: install Debian's package chromium"));
    }

    /** A page of a browser of its own. */
    public Page page(ColorScheme scheme, int width, int height, boolean scripts) {
        BrowserContext context = browser.newContext(new NewContextOptions()
                .setBaseURL(server)
                .setColorScheme(scheme)
                .setViewportSize(width, height)
                .setJavaScriptEnabled(scripts)
                .setTimezoneId("Europe/Berlin")
                .setLocale("en-GB"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        Page page = context.newPage();
        page.onRequest(request -> {
            if (!request.url().startsWith(server) && !request.url().startsWith("data:")) {
                complaints.add("asked elsewhere: " + request.url());
            }
        });
        page.onPageError(error -> {
            if (!isFadingLeftOut(error)) {
                complaints.add("a script failed: " + error);
            }
        });
        page.onDialog(dialog -> {
            complaints.add("a dialog: " + dialog.message());
            dialog.dismiss();
        });
        page.onConsoleMessage(message -> {
            if (message.text().contains("Content Security Policy")
                    || message.text().contains("Refused to")) {
                complaints.add(message.text());
            }
        });
        return page;
    }

    /**
     * A machine with much to do leaves out the fading from page to page, which the stylesheet asks for. The browser calls
     * that an error of the page, before any script of the page runs.
     */
    private static boolean isFadingLeftOut(String error) {
        return error.contains("Transition was aborted") || error.contains("Transition was skipped");
    }

    /** A page in the light, on a desk. */
    public Page page() {
        return page(ColorScheme.LIGHT, 1360, 850, true);
    }

    /** Signs in by the page, by the keyboard: that works without scripts, too; see {@link #press}. */
    public static Page signIn(Page page, String email, String password) {
        page.navigate("/sign-in");
        page.fill("[name=username]", email);
        page.fill("[name=password]", password);
        page.locator("[name=password]").press("Enter");
        page.waitForURL(url -> !url.contains("/sign-in"));
        return page;
    }

    /**
     * Presses a button of a page that runs no scripts. A click first waits until the button keeps its place, and looks
     * again after a timer of the page, which never rings where scripts are off: it would hang.
     */
    public static void press(Locator button) {
        button.press("Enter");
    }

    /** Waits until the page has all that it loads by itself: its counts, its charts, parts that are on their way. */
    public static void settle(Page page) {
        page.waitForFunction(SETTLED);
    }

    /** Fails with what it complained of. */
    public void hadNothingToComplainOf() {
        assertThat(complaints).isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
