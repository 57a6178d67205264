package io.deskledger.api.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a browser, and what a browser can't be made to do. */
class SessionIT {

    private final ApiServer server = ApiServer.shared();

    private Browser browser() {
        return new Browser(server.server().getURI());
    }

    @Test
    void strangersAreLedToTheSignInAndBackToWhereTheyWanted() {
        Browser browser = browser();
        Answer turned = browser.get("/tickets?status=open").expect(303);
        assertThat(turned.header("Location")).isEqualTo("/sign-in?next=%2Ftickets%3Fstatus%3Dopen");
        browser.get(turned.header("Location")).expect(200);
        Person agent = server.agent();
        Answer in = browser.post(
                        "/sign-in",
                        "username",
                        agent.email(),
                        "password",
                        ApiServer.PASSWORD,
                        "next",
                        "/tickets?status=open")
                .expect(303);
        assertThat(in.header("Location")).isEqualTo("/tickets?status=open");
        assertThat(browser.get("/tickets?status=open").expect(200).response().body())
                .contains("A agent");
    }

    @Test
    void aPartOfAPageIsToldToSignInAsAWhole() {
        Answer answer = browser().part("/tickets").expect(401);
        assertThat(answer.header("HX-Redirect")).isEqualTo("/sign-in");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "//evil.example",
                "/\\evil.example",
                "javascript:alert(1)",
                "/a\r\nX: 1",
                "/|",
                "/a b"
            })
    void nobodyIsLedElsewhere(String next) {
        Browser browser = browser();
        browser.get("/sign-in").expect(200);
        Answer in = browser.post(
                        "/sign-in", "username", server.agent().email(), "password", ApiServer.PASSWORD, "next", next)
                .expect(303);
        assertThat(in.header("Location")).isEqualTo("/");
    }

    @Test
    void theCookieIsForThisServerAloneAndForNoScript() {
        Browser browser = browser();
        browser.get("/sign-in").expect(200);
        Answer in = browser.post("/sign-in", "username", server.agent().email(), "password", ApiServer.PASSWORD)
                .expect(303);
        assertThat(in.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("deskledger_session=")
                        .contains("HTTPOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Secure"));
    }

    @Test
    void aWrongPasswordIsSaidOnThePage() {
        Browser browser = browser();
        browser.get("/sign-in").expect(200);
        Answer refused = browser.post("/sign-in", "username", "nobody@example.org", "password", "x")
                .expect(422);
        assertThat(refused.response().body()).contains("The username or the password is wrong", "nobody@example.org");
    }

    @Test
    void signingOutEndsTheSessionForGood() {
        Browser browser = browser().signIn(server.agent().email(), ApiServer.PASSWORD);
        String secret = browser.cookie("deskledger_session").getValue();
        browser.post("/sign-out").expect(303);
        Answer after = browser.get("/tickets", "Cookie", "deskledger_session=" + secret);
        assertThat(after.status()).isEqualTo(303);
        server.anonymous()
                .post("/auth/refresh", Map.of("refresh_token", secret))
                .expectProblem(401);
    }

    @Test
    void signingOutEverywhereEndsOtherSessionsToo() {
        Person person = server.newPerson("agent");
        Browser here = browser().signIn(person.email(), ApiServer.PASSWORD);
        Browser there = browser().signIn(person.email(), ApiServer.PASSWORD);
        here.post("/sign-out", "everywhere", "true").expect(303);
        Desk.refusedWithinASecond(303, () -> there.get("/tickets").status());
        person.client().get("/me").expectProblem(401);
        assertThat(server.eventsBySubject("users/" + person.id()).getLast().toString())
                .contains("SIGN_OUT");
    }

    @Test
    void aFormWithoutThePagesTokenIsRefused() {
        Browser browser = browser().signIn(server.agent().email(), ApiServer.PASSWORD);
        for (String token : List.of("", "x", browser.csrf() + "x")) {
            Answer refused = browser.post("/sign-out", token, new String[0]).expect(403);
            assertThat(refused.response().body()).contains("not from a page of yours");
        }
        browser.get("/tickets").expect(200);
    }

    @Test
    void whatTheBrowserSaysAnotherSiteSentIsRefused() {
        Browser browser = browser().signIn(server.agent().email(), ApiServer.PASSWORD);
        browser.post("/sign-out", browser.csrf(), new String[] {"Sec-Fetch-Site", "cross-site"})
                .expect(403);
        browser.get("/tickets").expect(200);
    }

    @Test
    void theCookiesSecretIsNoProgramsToken() {
        Person person = server.newPerson("agent");
        Browser browser = browser().signIn(person.email(), ApiServer.PASSWORD);
        assertThat(server.count("SELECT count(*) FROM refresh_tokens WHERE user_id = " + person.id()
                        + " AND of_browser AND expires_at <= issued_at + interval '12 hours'"))
                .isEqualTo(1);
        String secret = browser.cookie("deskledger_session").getValue();
        server.anonymous()
                .post("/auth/refresh", Map.of("refresh_token", secret))
                .expectProblem(401);
        // Who tries has stolen it.
        Desk.refusedWithinASecond(303, () -> browser.get("/tickets").status());
    }

    @Test
    void aProgramsTokenOpensNoPage() {
        String token = server.anonymous()
                .post("/auth/login", Map.of("username", server.agent().email(), "password", ApiServer.PASSWORD))
                .expect(200)
                .text("refresh_token");
        browser().get("/tickets", "Cookie", "deskledger_session=" + token).expect(303);
    }

    @Test
    void signingInAnewEndsTheSessionBefore() {
        Person person = server.newPerson("agent");
        Browser browser = browser().signIn(person.email(), ApiServer.PASSWORD);
        String before = browser.cookie("deskledger_session").getValue();
        browser.signIn(person.email(), ApiServer.PASSWORD);
        assertThat(browser.cookie("deskledger_session").getValue()).isNotEqualTo(before);
        browser().get("/tickets", "Cookie", "deskledger_session=" + before).expect(303);
        browser.get("/tickets").expect(200);
    }

    @Test
    void whoGuessesOftenIsToldWhenToComeAgain() {
        Browser browser = browser();
        browser.get("/sign-in").expect(200);
        Answer answer = browser.post("/sign-in", "username", "guessed@example.org", "password", "x");
        for (int i = 0; i < 12 && answer.status() == 422; i++) {
            answer = browser.post("/sign-in", "username", "guessed@example.org", "password", "x");
        }
        answer.expect(429);
        assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1, 61);
        assertThat(answer.response().body()).contains("Too many failed attempts", "guessed@example.org");
    }

    @Test
    void aCookieReadsTheApiButWritesNothingThere() {
        Browser browser = browser().signIn(server.agent().email(), ApiServer.PASSWORD);
        browser.get("/api/v1/me").expect(200);
        browser.post("/api/v1/api-tokens", browser.csrf(), new String[0], "name", "x")
                .expect(401);
    }

    @Test
    void somebodyWhoIsDeactivatedIsOutWithinASecond() {
        Person person = server.newPerson("agent");
        Browser browser = browser().signIn(person.email(), ApiServer.PASSWORD);
        server.admin().patch("/users/" + person.id(), Map.of("active", false)).expect(200);
        Desk.refusedWithinASecond(303, () -> browser.get("/tickets").status());
    }
}
