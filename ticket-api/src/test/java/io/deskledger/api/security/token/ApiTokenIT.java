package io.deskledger.api.security.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiTokenIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void aTokenIsShownOnceAndActsForItsUser() {
        Person person = api.newPerson("customer");
        Answer made = make(person.client(), "read", "write").expect(201);
        String secret = made.text("token");

        assertThat(secret).matches("dl_[A-Za-z0-9_-]{43}");
        assertThat(made.header("Cache-Control")).isEqualTo("no-store");
        ApiClient program = api.anonymous().withToken(secret);
        assertThat(program.get("/me").expect(200).id()).isEqualTo(person.id());
        program.post("/tickets", Desk.ticket()).expect(201);
        JsonNode listed = person.client().get("/api-tokens").expect(200).json().at("/items/0");
        assertThat(listed.has("token")).isFalse();
        assertThat(listed.get("id").longValue()).isEqualTo(made.id());
        assertThat(listed.get("last_used_at").isNull()).isFalse();
        assertThat(api.count("SELECT count(*) FROM api_tokens WHERE token_hash = sha256('" + secret + "')"))
                .isEqualTo(1);
    }

    @Test
    void makingAndRevokingLeaveEventsWithoutTheSecret() {
        Person person = api.newPerson("agent");
        Answer made = make(person.client(), "read").expect(201);
        person.client().send("DELETE", "/api-tokens/" + made.id(), null).expect(204);

        List<JsonNode> events = api.eventsBySubject("users/" + person.id());
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "SIGN_IN", "CREATE_TOKEN", "REVOKE_TOKEN");
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L, 4L);
        assertThat(events.getLast().at("/changes/api_token/from/name").textValue())
                .isEqualTo("a program");
        assertThat(events.toString()).doesNotContain(made.text("token").substring(3));
    }

    @Test
    void aRevokedTokenIsOutWithinASecondOnEveryInstance() {
        Person person = api.newPerson("customer");
        Answer made = make(person.client(), "read").expect(201);
        ApiClient program = api.anonymous().withToken(made.text("token"));
        program.get("/me").expect(200);
        person.client().send("DELETE", "/api-tokens/" + made.id(), null).expect(204);
        program.get("/me").expectProblem(401);

        Answer other = make(person.client(), "read").expect(201);
        ApiClient otherProgram = api.anonymous().withToken(other.text("token"));
        otherProgram.get("/me").expect(200);
        api.execute("DELETE FROM api_tokens WHERE id = " + other.id());
        Desk.refusedWithinASecond(401, () -> otherProgram.get("/me").status());
    }

    @Test
    void aTokenEndsWithItsTimeAndWithItsUser() {
        Person person = api.newPerson("customer");
        ApiClient program =
                api.anonymous().withToken(make(person.client(), "read").text("token"));
        program.get("/me").expect(200);
        api.execute("UPDATE api_tokens SET expires_at = now() WHERE user_id = " + person.id());
        Desk.refusedWithinASecond(401, () -> program.get("/me").status());

        ApiClient second =
                api.anonymous().withToken(make(person.client(), "read").text("token"));
        second.get("/me").expect(200);
        api.admin().patch("/users/" + person.id(), Map.of("active", false)).expect(200);
        Desk.refusedWithinASecond(401, () -> second.get("/me").status());
    }

    @Test
    void theScopeReadIsForReadingOnly() {
        Person agent = api.newPerson("agent");
        long ticket = agent.client().post("/tickets", Desk.ticket()).id();
        ApiClient program =
                api.anonymous().withToken(make(agent.client(), "read").text("token"));
        program.get("/tickets/" + ticket).expect(200);
        assertThat(program.post("/tickets", Desk.ticket()).expectProblem(403).text("detail"))
                .contains("scope read");
        program.patch("/tickets/" + ticket, Map.of("title", "Another title")).expectProblem(403);
        program.send("DELETE", "/tickets/" + ticket, null).expectProblem(403);
        program.send("PUT", "/tickets/" + ticket, "{}", "Content-Type", "application/json")
                .expectProblem(405);
    }

    @Test
    void aTokenCantMakeTokensNorSetPasswords() {
        Person person = api.newPerson("customer");
        Answer made = make(person.client(), "write").expect(201);
        ApiClient program = api.anonymous().withToken(made.text("token"));
        make(program, "write").expectProblem(403);
        program.send("DELETE", "/api-tokens/" + made.id(), null).expectProblem(403);
        program.patch("/me", Map.of("password", "another good password", "current_password", ApiServer.PASSWORD))
                .expectProblem(403);
        program.patch("/me", Map.of("full_name", "New Name")).expect(200);

        ApiClient admin = api.anonymous().withToken(make(api.admin(), "write").text("token"));
        admin.patch("/users/" + person.id(), Map.of("password", "another good password"))
                .expectProblem(403);
        Map<String, String> user = Map.of("email", "by.token@example.org", "full_name", "By Token");
        admin.post("/users", user).expect(201);
        api.signIn(person.email(), ApiServer.PASSWORD);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                     | name,scopes",
                "{\"name\":\"\",\"scopes\":[\"read\"]}                                 | name",
                "{\"name\":\"a\\u0000\",\"scopes\":[\"read\"]}                          | name",
                "{\"name\":\"a\",\"scopes\":[]}                                        | scopes",
                "{\"name\":\"a\",\"scopes\":[\"admin\"]}                               | scopes",
                "{\"name\":\"a\",\"scopes\":\"read\"}                                  | scopes,scopes",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"scope\":1}                      | scope",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"tomorrow\"}      | expires_at",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":7}               | expires_at",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"2020-01-01T00:00:00Z\"} | expires_at",
                "{\"name\":\"a\",\"scopes\":[\"read\"],\"expires_at\":\"9999-01-01T00:00:00Z\"} | expires_at"
            })
    void whatIsWrongWithATokenIsNamed(String body, String fields) {
        assertThat(api.customer()
                        .client()
                        .post("/api-tokens", body)
                        .expectProblem(400)
                        .blamed())
                .containsExactly(fields.split(","));
    }

    @Test
    void anExpiryWithinAYearIsKept() {
        Instant end = Instant.parse("2026-11-30T12:00:00Z").isAfter(Instant.now())
                ? Instant.parse("2026-11-30T12:00:00Z")
                : Instant.now().plus(Duration.ofDays(9));
        Answer made = api.customer()
                .client()
                .post("/api-tokens", Map.of("name", "🎫 שלום", "scopes", List.of("read"), "expires_at", end.toString()))
                .expect(201);
        assertThat(Instant.parse(made.text("expires_at"))).isBetween(end.minusSeconds(1), end);
        assertThat(made.text("name")).isEqualTo("🎫 שלום");
    }

    @Test
    void tokensOfOthersAreNotFoundAndNotListed() {
        Person person = api.newPerson("customer");
        long id = make(person.client(), "read").id();
        String detail = api.admin()
                .send("DELETE", "/api-tokens/" + id, null)
                .expectProblem(404)
                .text("detail");
        assertThat(api.admin()
                        .send("DELETE", "/api-tokens/999999999", null)
                        .expectProblem(404)
                        .text("detail"))
                .isEqualTo(detail);
        assertThat(api.newPerson("agent")
                        .client()
                        .get("/api-tokens")
                        .expect(200)
                        .json()
                        .get("items"))
                .isEmpty();
        person.client().get("/api-tokens?limit=0").expectProblem(400);
    }

    @Test
    void thereAreFiftyAtMostHoweverManyAreAskedForAtOnce() throws Exception {
        Person person = api.newPerson("customer");
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            calls.add(() -> make(person.client(), "read").status());
        }
        int made = 0;
        try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
            for (Future<Integer> status : threads.invokeAll(calls)) {
                assertThat(status.get()).isIn(201, 409);
                made += status.get() == 201 ? 1 : 0;
            }
        }
        assertThat(made).isEqualTo(50);
        Answer first = person.client().get("/api-tokens?limit=40").expect(200);
        Answer second = person.client()
                .get("/api-tokens?limit=40&cursor=" + first.text("next_cursor"))
                .expect(200);
        assertThat(second.json().get("items")).hasSize(10);
        assertThat(second.json().get("next_cursor").isNull()).isTrue();
    }

    @Test
    void whatOnlyLooksLikeATokenIsNone() {
        for (String token : List.of("dl_", "dl_" + "A".repeat(43), "dl_" + "A".repeat(5_000))) {
            api.anonymous().withToken(token).get("/me").expectProblem(401);
        }
    }

    private static Answer make(ApiClient client, String... scopes) {
        return client.post("/api-tokens", Map.of("name", "a program", "scopes", List.of(scopes)));
    }
}
