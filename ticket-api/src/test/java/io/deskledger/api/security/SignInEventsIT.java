package io.deskledger.api.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.model.event.Origin;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What signing in and out leaves for those who read the log. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInEventsIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private ApiServer api;

    @BeforeAll
    void start() {
        api = ApiServer.start(ApiServer.newDatabase(), Map.of("deskledger.relay.enabled", false));
        api.admin(); // whose sign-in is an event, too
    }

    @AfterAll
    void stop() {
        api.close();
    }

    @Test
    void aFailedSignInIsToldWithoutWhatWasTried() {
        Person person = api.newPerson("agent");
        login(person.email(), "a tried s3cret").expectProblem(401);

        await().atMost(LIMIT).until(() -> of(person, "FAIL_SIGN_IN").size() == 1);
        JsonNode event = of(person, "FAIL_SIGN_IN").getFirst();
        assertThat(event.at("/changes/attempts/to").intValue()).isEqualTo(1);
        assertThat(event.at("/actor/role").textValue()).isEqualTo("system");
        assertThat(event.at("/request/ip").textValue()).isEqualTo("127.0.0.1");
        assertThat(event.toString()).doesNotContain("s3cret");
        assertThat(api.texts("SELECT data FROM outbox")).noneMatch(data -> data.contains("s3cret"));
    }

    @Test
    void aDeactivatedUserWhoComesBackIsTold() {
        Person person = api.newPerson("agent");
        api.admin().patch("/users/" + person.id(), Map.of("active", false)).expect(200);
        login(person.email(), ApiServer.PASSWORD).expectProblem(401);
        await().atMost(LIMIT).until(() -> of(person, "FAIL_SIGN_IN").size() == 1);
    }

    @Test
    void aNameThatNobodyHasLeavesNothing() {
        long before = api.count("SELECT count(*) FROM outbox");
        login("my password by mistake", "x").expectProblem(401);
        Person person = api.newPerson("agent");
        login(person.email(), "wrong").expectProblem(401);
        await().atMost(LIMIT).until(() -> of(person, "FAIL_SIGN_IN").size() == 1);
        assertThat(api.texts("SELECT data FROM outbox")).noneMatch(data -> data.contains("by mistake"));
        assertThat(api.count("SELECT count(*) FROM outbox")).isEqualTo(before + 3); // made, signed in, failed
    }

    @Test
    void aFloodOfGuessesLeavesFewEvents() {
        FailedSignInService failures = api.server().getApplicationContext().getBean(FailedSignInService.class);
        Person person = api.newPerson("agent");
        Account account = api.server()
                .getApplicationContext()
                .getBean(AccountRepository.class)
                .byEmail(person.email())
                .orElseThrow();
        var origin = new Origin("req-1", null, null);
        for (int i = 0; i < 10_000; i++) {
            failures.note(account, origin);
        }
        await().atMost(LIMIT)
                .until(() -> of(person, "FAIL_SIGN_IN").stream()
                        .anyMatch(event -> event.at("/changes/attempts/to").intValue() == 8_192));
        assertThat(of(person, "FAIL_SIGN_IN"))
                .extracting(event -> event.at("/changes/attempts/to").intValue())
                .containsExactly(1, 2, 3, 4, 5, 8, 16, 32, 64, 128, 256, 512, 1_024, 2_048, 4_096, 8_192);
        failures.forget(account);
        failures.note(account, origin);
        await().atMost(LIMIT).until(() -> of(person, "FAIL_SIGN_IN").size() == 17);
    }

    @Test
    void signingOutIsToldOnce() {
        Person person = api.newPerson("agent");
        String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        logout(token);
        logout(token);
        logout("no token at all");
        assertThat(of(person, "SIGN_OUT")).hasSize(1);
        assertThat(of(person, "SIGN_OUT").getFirst().at("/actor/id").longValue())
                .isEqualTo(person.id());
        assertContiguous(person);
    }

    @Test
    void aTokenThatComesTwiceIsToldOnce() throws Exception {
        Person person = api.newPerson("agent");
        String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        refresh(token).expect(200);
        List<Future<Answer>> answers = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            for (int i = 0; i < 24; i++) {
                answers.add(executor.submit(() -> refresh(token)));
            }
            for (Future<Answer> answer : answers) {
                answer.get().expectProblem(401);
            }
        }
        assertThat(of(person, "END_SESSION")).hasSize(1);
        assertThat(of(person, "END_SESSION").getFirst().at("/changes/reason/to").textValue())
                .isEqualTo("refresh_token_reused");
        assertContiguous(person);
    }

    @Test
    void aTokenThatHadOnlyExpiredIsNotToldAsReused() {
        Person person = api.newPerson("agent");
        String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
        api.execute(
                "UPDATE refresh_tokens SET expires_at = now() - interval '1 second' WHERE user_id = " + person.id());
        refresh(token).expectProblem(401);
        assertThat(of(person, "END_SESSION")).hasSize(1);
        assertThat(of(person, "END_SESSION").getFirst().at("/changes/reason/to").textValue())
                .isEqualTo("refresh_token_refused");
        assertContiguous(person);
    }

    @Test
    void outAndOnAtTheSameTimeNeverBlockEachOther() throws Exception {
        Person person = api.newPerson("agent");
        try (ExecutorService executor = Executors.newFixedThreadPool(8)) {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String token = login(person.email(), ApiServer.PASSWORD).text("refresh_token");
                answers.add(executor.submit(() -> refresh(token).status()));
                answers.add(executor.submit(() -> refresh(token).status()));
                answers.add(executor.submit(() -> logout(token).status()));
            }
            for (Future<Integer> answer : answers) {
                assertThat(answer.get()).isIn(200, 204, 401);
            }
        }
        assertContiguous(person);
    }

    private void assertContiguous(Person person) {
        List<Long> versions = api.eventsBySubject("users/" + person.id()).stream()
                .map(event -> event.get("version").longValue())
                .sorted()
                .toList();
        assertThat(versions.getLast()).isEqualTo(versions.size());
        assertThat(versions).doesNotHaveDuplicates();
    }

    private List<JsonNode> of(Person person, String action) {
        return api.eventsBySubject("users/" + person.id()).stream()
                .filter(event -> event.get("action").textValue().equals(action))
                .toList();
    }

    private Answer login(String name, String password) {
        return api.anonymous().post("/auth/login", Map.of("username", name, "password", password));
    }

    private Answer refresh(String token) {
        return api.anonymous().post("/auth/refresh", Map.of("refresh_token", token));
    }

    private Answer logout(String token) {
        return api.anonymous()
                .post("/auth/logout", Map.of("refresh_token", token))
                .expect(204);
    }
}
