package io.deskledger.api.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemIT {

    private static final String[] JSON = {"Content-Type", "application/json"};

    private final ApiServer api = ApiServer.shared();
    private final ApiClient agent = api.agent().client();

    @Test
    void strangersAreToldHowToSignInAndNothingElse() {
        assertThat(api.anonymous().get("/tickets").expectProblem(401).header("WWW-Authenticate"))
                .startsWith("Bearer");
        api.anonymous().get("/no-such-path").expectProblem(401);
        api.anonymous().post("/tickets", "{broken").expectProblem(401);
        api.anonymous().withToken("not.a.token").get("/me").expectProblem(401);
    }

    @Test
    void everyStatusHasItsProblemDocument() {
        api.customer().client().get("/users").expectProblem(403);
        agent.get("/no-such-path").expectProblem(404);
        assertThat(agent.send("DELETE", "/me", null).expectProblem(405).header("Allow"))
                .isEqualTo("GET, HEAD, PATCH");
        agent.send("GET", "/me", null, "Accept", "image/png").expectProblem(406);
        agent.send("POST", "/tickets", "<a/>", "Content-Type", "text/xml").expectProblem(415);
        agent.send("POST", "/tickets", "{\"title\": \"" + "x".repeat(1 << 20) + "\"}", JSON)
                .expectProblem(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tickets/abc",
                "/tickets/0",
                "/tickets/-1",
                "/tickets/99999999999999999999",
                "/tickets/9223372036854775807",
                "/tickets/number/TKT-1",
                "/tickets/number/TKT-20260101-999999999999999999",
                "/tickets/%00",
                "/users/abc",
                "/tickets/abc/comments"
            })
    void aBadIdIsNoFailureOfTheServer(String path) {
        Answer answer = agent.get(path);
        assertThat(answer.status()).as(answer.response().body()).isIn(400, 404);
        answer.expectProblem(answer.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"title\": ; line 1",
                "{'title': 1} ; line 1",
                "[] ; object",
                "\"text\" ; object",
                "null ; object",
                "{\"title\":\"a\",\"title\":\"b\"} ; title",
                "{} {} ; JSON"
            })
    void anUnreadableBodySaysWhere(String body, String place) {
        Answer answer = agent.send("POST", "/tickets", body, JSON).expectProblem(400);
        assertThat(answer.text("detail")).contains(place);
    }

    @Test
    void anEmptyBodyIsUnreadableToo() {
        agent.send("POST", "/tickets", "", JSON).expectProblem(400);
        agent.send("POST", "/tickets", null, JSON).expectProblem(400);
    }

    @Test
    void depthAndGiantNumbersAreRefused() {
        String deep = "{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000);
        agent.send("POST", "/tickets", deep, JSON).expectProblem(400);
        agent.send("POST", "/tickets", "{\"assignee_id\": " + "9".repeat(5_000) + "}", JSON)
                .expectProblem(400);
        for (String value :
                new String[] {"1e400", "1e999999999", "-1e-400", "{\"a\": \"\\u0000\"}", "{\"\\u0000\": 1}"}) {
            Answer answer = agent.send(
                            "POST",
                            "/tickets",
                            "{\"title\":\"A fine title\",\"description\":\"Long enough.\",\"custom_fields\":{\"n\":"
                                    + value + "}}",
                            JSON)
                    .expectProblem(400);
            assertThat(answer.blamed()).as(value).containsExactly("custom_fields");
        }
    }

    @Test
    void nulAndHalfSurrogatesAreRefusedWithTheField() {
        assertThat(agent.post("/tickets", Desk.ticketWith("title", "null \u0000 inside"))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("title");
        String half = "{\"title\":\"half a pair \\ud800\",\"description\":\"Long enough.\"}";
        assertThat(agent.send("POST", "/tickets", half, JSON).expectProblem(400).blamed())
                .containsExactly("title");
        assertThat(agent.get("/tickets?cursor=%00").expectProblem(400).blamed()).contains("cursor");
    }

    @Test
    void everyBrokenFieldIsNamedAtOnce() {
        Answer answer = agent.send(
                        "POST", "/tickets", "{\"title\": 7, \"priority\": \"extreme\", \"prioirty\": \"low\"}", JSON)
                .expectProblem(400);
        assertThat(answer.blamed()).containsExactlyInAnyOrder("title", "description", "priority", "prioirty");
    }

    @ParameterizedTest
    @CsvSource({
        "/tickets?stauts=open, stauts",
        "/tickets?status=opened, status",
        "/tickets?status=open&status=, status",
        "/tickets?limit=0, limit",
        "/tickets?limit=201, limit",
        "/tickets?limit=ten, limit",
        "/tickets?limit=1&limit=2, limit",
        "/tickets?sort=title, sort",
        "/tickets?order=up, order",
        "/tickets?assignee_id=me, assignee_id",
        "/tickets?created_after=yesterday, created_after",
        "/tickets?created_before=%2B999999999-12-31T23:59:59Z, created_before",
        "/tickets?total=maybe, total",
        "/tickets?include=everything, include",
        "/tickets?cursor=abc, cursor",
        "/me?verbose=true, verbose",
        "/users?role=boss, role"
    })
    void aQueryParameterThatIsUnknownOrWrongIsNamed(String path, String parameter) {
        assertThat(agent.get(path).expectProblem(400).blamed()).containsExactly(parameter);
    }

    @Test
    void aSaneRequestIdIsKeptAndAnyOtherReplaced() {
        assertThat(agent.send("GET", "/me", null, "X-Request-Id", "abc.DEF_1-2").header("X-Request-Id"))
                .isEqualTo("abc.DEF_1-2");
        for (String bad : new String[] {"a b", "x".repeat(65), "{}"}) {
            assertThat(agent.send("GET", "/me", null, "X-Request-Id", bad).header("X-Request-Id"))
                    .isNotEqualTo(bad)
                    .isNotEmpty();
        }
    }
}
