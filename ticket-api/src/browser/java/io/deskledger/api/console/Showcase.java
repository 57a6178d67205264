package io.deskledger.api.console;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the pictures are taken: a running system with its demo tickets, in which somebody has worked a little.
 *
 * @param url the system's address
 * @param password the one of all its demo users
 * @param ticket one that an agent has answered and noted something on
 */
record Showcase(String url, String password, long ticket) {

    private static final Pattern ROW = Pattern.compile("<tr id=\"t(\\d+)\"");

    /** Works a little there; a second time finds most of it done. */
    static Showcase of(String url, String password) {
        Browser admin = new Browser(URI.create(url)).signIn("admin@example.com", password);
        once(
                admin,
                "/tickets",
                "Bugs in progress",
                () -> admin.post(
                                "/views",
                                "name",
                                "Bugs in progress",
                                "query",
                                "status=in_progress&category=bug",
                                "shared",
                                "true")
                        .expect(303));
        once(
                admin,
                "/account/api-tokens",
                "Nightly export",
                () -> admin.post("/account/api-tokens", "name", "Nightly export", "scopes", "read"));
        once(
                admin,
                "/admin/webhooks",
                "hooks.example.com",
                () -> admin.post(
                        "/admin/webhooks",
                        "url",
                        "https://hooks.example.com/people",
                        "description",
                        "New colleagues, for the directory",
                        "events",
                        "io.deskledger.user.created.v1"));
        long ticket = first(
                admin.get("/tickets?status=in_progress&category=bug").response().body());
        String thread = admin.get("/tickets/" + ticket).response().body();
        if (!thread.contains("same fault")) {
            talk(url, password, admin, ticket);
        }
        return new Showcase(url, password, ticket);
    }

    private static void once(Browser browser, String path, String trace, Runnable deed) {
        if (!browser.get(path).response().body().contains(trace)) {
            deed.run();
        }
    }

    private static void talk(String url, String password, Browser admin, long ticket) {
        Browser agent = new Browser(URI.create(url)).signIn("agent@example.com", password);
        agent.get("/tickets/" + ticket);
        agent.post(
                        "/tickets/" + ticket + "/comments",
                        "content",
                        "Thank you for the details. We see the same fault here and are working on it.",
                        "is_internal",
                        "false")
                .expect(303);
        admin.post(
                        "/tickets/" + ticket + "/comments",
                        "content",
                        "Two more customers have this since the last update. Please tell me before you close it.",
                        "is_internal",
                        "true")
                .expect(303);
    }

    private static long first(String page) {
        Matcher row = ROW.matcher(page);
        if (!row.find()) {
            throw new AssertionError("There are no demo tickets in progress");
        }
        return Long.parseLong(row.group(1));
    }
}
