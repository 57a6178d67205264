package io.deskledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.embedded.TestServers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SignInIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void signingInAnswersAPairAndLeavesAnEvent() {
        Person person = api.newPerson("customer");
        Answer answer = login(person.email().toUpperCase(Locale.ROOT), ApiServer.PASSWORD)
                .expect(200);
        assertThat(answer.text("token_type")).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").longValue()).isPositive();

        List<JsonNode> events = api.eventsBySubject("users/" + person.id());
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "SIGN_IN", "SIGN_IN");
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L);
        assertThat(events.getLast().at("/request/ip").textValue()).isEqualTo("127.0.0.1");
        assertThat(person.client().get("/me").json().get("version").longValue()).isEqualTo(3);
    }

    @Test
    void anAddressThatFailsUnderManyNamesWaits() {
        try (ApiServer limited = ApiServer.start(
                ApiServer.newDatabase(),
                Map.of(
                        "deskledger.relay.enabled",
                        false,
                        "DESKLEDGER_RATE_LIMIT_ADDRESS",
                        30_000,
                        "DESKLEDGER_RATE_LIMIT_SIGN_IN",
                        20))) {
            Person person = limited.newPerson("customer");
            for (int i = 0; i < 25; i++) {
                limited.signIn(person.email(), ApiServer.PASSWORD);
            }
            int failed = 0;
            Answer last = guess(limited, failed);
            while (last.status() == 401 && failed < 60) {
                failed++;
                last = guess(limited, failed);
            }
            assertThat(last.expectProblem(429).header("Retry-After")).isEqualTo("4");
            assertThat(failed).isBetween(20, 59);
            limited.anonymous()
                    .post("/auth/login", Map.of("username", person.email(), "password", ApiServer.PASSWORD))
                    .expectProblem(429);
            person.client().get("/me").expect(200);
        }
    }

    private static Answer guess(ApiServer server, int number) {
        return server.anonymous()
                .post("/auth/login", Map.of("username", "nobody" + number + "@example.org", "password", "guess"));
    }

    @Test
    void unknownNamesAndWrongPasswordsAreRefusedAlike() {
        Person person = api.newPerson("customer");
        Answer wrong = login(person.email(), "not the password").expectProblem(401);
        Answer unknown = login("nobody." + person.email(), "not the password").expectProblem(401);
        assertThat(wrong.text("detail")).isEqualTo(unknown.text("detail"));
    }

    @Test
    void guessingIsSlowedDownForTheGuesserOnly() {
        Person person = api.newPerson("customer");
        Answer answer = login(person.email(), "guess");
        for (int i = 0; i < 10 && answer.status() == 401; i++) {
            answer = login(person.email(), "guess " + i);
        }
        assertThat(answer.expectProblem(429).header("Retry-After")).matches("\\d+");
        login(api.customer().email(), ApiServer.PASSWORD).expect(200);
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> login(person.email(), ApiServer.PASSWORD).status() == 200);
    }

    @Test
    void aRefreshTokenIsGoodOnceAndItsReuseEndsTheFamily() {
        Person person = api.newPerson("customer");
        String first = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        Answer second = refresh(first).expect(200);
        api.anonymous().withToken(second.text("access_token")).get("/me").expect(200);

        refresh(first).expectProblem(401);
        refresh(second.text("refresh_token")).expectProblem(401);
        refresh("no token at all").expectProblem(401);
    }

    @Test
    void signingOutEndsTheFamily() {
        Person person = api.newPerson("customer");
        String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        String other = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        api.anonymous().post("/auth/logout", Map.of("refresh_token", token)).expect(204);
        refresh(token).expectProblem(401);
        refresh(other).expect(200);
    }

    @Test
    void accessTokensEndWithTheirSession() {
        Person person = api.newPerson("customer");
        Answer session = login(person.email(), ApiServer.PASSWORD);
        var client = api.anonymous().withToken(session.text("access_token"));
        client.get("/me").expect(200);
        api.anonymous()
                .post("/auth/logout", Map.of("refresh_token", session.text("refresh_token")))
                .expect(204);
        client.get("/me").expectProblem(401);
        person.client().get("/me").expect(200);
    }

    @Test
    void aNewPasswordEndsEverySession() {
        Person person = api.newPerson("customer");
        Answer other = login(person.email(), ApiServer.PASSWORD);
        var otherClient = api.anonymous().withToken(other.text("access_token"));
        otherClient.get("/me").expect(200);
        person.client()
                .patch("/me", Map.of("password", "another good password", "current_password", ApiServer.PASSWORD))
                .expect(200);
        otherClient.get("/me").expectProblem(401);
        person.client().get("/me").expectProblem(401);
        refresh(other.text("refresh_token")).expectProblem(401);
        api.signIn(person.email(), "another good password").client().get("/me").expect(200);
    }

    @Test
    void aStolenRefreshTokenThatIsUsedTwiceEndsTheAccessTokensToo() {
        Person person = api.newPerson("customer");
        Answer first = login(person.email(), ApiServer.PASSWORD);
        Answer second = refresh(first.text("refresh_token")).expect(200);
        refresh(first.text("refresh_token")).expectProblem(401);
        ApiClient session = api.anonymous().withToken(second.text("access_token"));
        Desk.refusedWithinASecond(401, () -> session.get("/me").status());
    }

    @Test
    void aDeactivatedUserIsOutWithinASecond() {
        Person person = api.newPerson("agent");
        String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        person.client().get("/users").expect(200);
        api.execute("UPDATE users SET role = 'customer' WHERE id = " + person.id());
        Desk.refusedWithinASecond(403, () -> person.client().get("/users").status());
        api.admin().patch("/users/" + person.id(), Map.of("active", false)).expect(200);
        person.client().get("/me").expectProblem(401);
        refresh(token).expectProblem(401);
        login(person.email(), ApiServer.PASSWORD).expectProblem(401);
    }

    @Test
    void aShortSecretKeepsTheServerFromStarting() {
        assertThatThrownBy(() -> ApiServer.start(
                        TestServers.newDatabase(),
                        Map.of("DESKLEDGER_JWT_SECRET", "short", "deskledger.relay.enabled", false)))
                .hasStackTraceContaining("DESKLEDGER_JWT_SECRET has 5 bytes; it must have at least 32");
    }

    private Answer login(String username, String password) {
        return api.anonymous().post("/auth/login", Map.of("username", username, "password", password));
    }

    private Answer refresh(String token) {
        return api.anonymous().post("/auth/refresh", Map.of("refresh_token", token));
    }
}
