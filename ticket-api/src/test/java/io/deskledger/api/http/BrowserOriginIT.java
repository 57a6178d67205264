package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.deskledger.api.console.Browser;
import org.junit.jupiter.api.Test;

/**
 * Browsers add {@code Origin} to whatever they post, also to their own server. The framework looks at such requests in
 * front of all filters, and then no longer asks the conditional ones whether they want to see them.
 */
class BrowserOriginIT {

    private static final String TICKET =
            "{\"title\": \"The printer is on fire\", \"description\": \"Smoke comes out of tray two.\"}";

    private final ApiServer server = ApiServer.shared();
    private final String origin = server.server().getURI().toString();

    @Test
    void aPageOfOursMayWriteThroughTheApi() {
        String[] headers = {"Content-Type", "application/json", "Origin", origin};
        String login =
                "{\"username\": \"%s\", \"password\": \"%s\"}".formatted(server.agent().email(), ApiServer.PASSWORD);
        server.anonymous().send("POST", "/auth/login", login, headers).expect(200);
        server.agent().client().send("POST", "/tickets", TICKET, headers).expect(201);
        assertThat(server.agent()
                        .client()
                        .send("POST", "/tickets", TICKET, "Content-Type", "application/json", "Origin", origin,
                                "Idempotency-Key", "")
                        .expectProblem(400)
                        .blamed())
                .containsExactly("Idempotency-Key");
    }

    @Test
    void aPageOfOursMaySendItsForms() {
        Browser browser = new Browser(server.server().getURI());
        browser.get("/sign-in").expect(200);
        browser.post(
                        "/sign-in",
                        browser.csrf(),
                        new String[] {"Origin", origin},
                        "username",
                        server.agent().email(),
                        "password",
                        ApiServer.PASSWORD)
                .expect(303);
        browser.get("/tickets").expect(200);
    }
}
