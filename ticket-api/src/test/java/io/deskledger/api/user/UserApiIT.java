package io.deskledger.api.user;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.embedded.DatabaseAccess;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class UserApiIT {

    private final ApiServer api = ApiServer.shared();

    @Test
    void onlyAdminsManageAndAgentsRead() {
        Person agent = api.agent();
        Map<String, Object> body = Map.of("email", "x@example.org", "full_name", "X", "role", "admin");
        agent.client().post("/users", body).expectProblem(403);
        api.customer().client().post("/users", body).expectProblem(403);
        agent.client().get("/users/" + agent.id()).expect(200);
        api.customer().client().get("/users/" + agent.id()).expectProblem(403);
        agent.client().patch("/users/" + agent.id(), Map.of("role", "admin")).expectProblem(403);
        assertThat(agent.client()
                        .patch("/me", Map.of("role", "admin"))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("role");
    }

    @Test
    void anAddressIsTakenOnceInWhateverCase() {
        String email = UUID.randomUUID() + "@example.org";
        Answer created = create(email).expect(201);
        assertThat(created.header("Location")).isEqualTo("/api/v1/users/" + created.id());
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        create(email.toUpperCase(Locale.ROOT)).expectProblem(409);
    }

    @Test
    void whoIsGivenAPasswordSignsInWithIt() {
        String email = UUID.randomUUID() + "@example.org";
        String password = "a password of my own";
        api.admin()
                .post("/users", Map.of("email", email, "full_name", "Somebody", "password", password))
                .expect(201);
        api.anonymous()
                .post("/auth/login", Map.of("username", email, "password", "a password of yours"))
                .expectProblem(401);
        api.signIn(email, password).client().get("/me").expect(200);
    }

    @Test
    void whatIsWrongIsNamed() {
        Answer answer = api.admin()
                .post("/users", Map.of("email", "no address", "role", "boss", "password", "short"))
                .expectProblem(400);
        assertThat(answer.blamed()).containsExactlyInAnyOrder("email", "full_name", "role", "password");
    }

    @Test
    void changesLeaveEventsThatNeverTellAPassword() {
        Person person = api.newPerson("customer");
        Answer changed = api.admin()
                .patch("/users/" + person.id(), Map.of("full_name", "New Name", "password", "another good password"))
                .expect(200);
        assertThat(changed.header("ETag")).isEqualTo("\"3\"");
        api.admin()
                .patch("/users/" + person.id(), Map.of("full_name", "New Name"))
                .expect(200);
        api.admin()
                .patch("/users/" + person.id(), Map.of("full_name", "Stale"), "If-Match", "\"2\"")
                .expectProblem(412);

        List<JsonNode> events = api.eventsBySubject("users/" + person.id());
        assertThat(events).hasSize(3);
        JsonNode changes = events.getLast().get("changes");
        assertThat(changes.at("/full_name/to").textValue()).isEqualTo("New Name");
        assertThat(changes.at("/password/to").textValue()).isEqualTo("changed");
        assertThat(events.toString()).doesNotContain("another good password").doesNotContain("argon2");
        api.signIn(person.email(), "another good password");
    }

    @Test
    void onesOwnNewPasswordNeedsTheCurrentOne() {
        Person person = api.newPerson("customer");
        ApiClient me = person.client();
        assertThat(me.patch("/me", Map.of("password", "another good password"))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("current_password");
        me.patch("/me", Map.of("password", "another good password", "current_password", "wrong"))
                .expectProblem(400);
        me.patch("/me", Map.of("password", "another good password", "current_password", ApiServer.PASSWORD))
                .expect(200);
        api.signIn(person.email(), "another good password");
    }

    @Test
    void listsAreWalkedPageByPageByRole() {
        Set<Long> made = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            made.add(create(UUID.randomUUID() + "@example.org").id());
        }
        Set<Long> seen = new HashSet<>();
        String next = "/users?role=customer&limit=2";
        while (next != null) {
            JsonNode page = api.admin().get(next).expect(200).json();
            page.get("items").forEach(user -> {
                assertThat(user.get("role").textValue()).isEqualTo("customer");
                assertThat(seen.add(user.get("id").longValue())).isTrue();
            });
            JsonNode cursor = page.get("next_cursor");
            next = cursor.isNull() ? null : "/users?role=customer&limit=2&cursor=" + cursor.textValue();
        }
        assertThat(seen).containsAll(made);
    }

    @Test
    void ofTwoLastAdminsWhoDemoteEachOtherAtOnceOneStays() throws InterruptedException, ExecutionException {
        DatabaseAccess database = ApiServer.newDatabase();
        try (ApiServer own = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Person other = own.newPerson("admin");
            long first = own.admin().get("/me").id();
            List<Callable<Integer>> demotions = List.of(
                    () -> own.admin()
                            .patch("/users/" + other.id(), Map.of("role", "agent"))
                            .status(),
                    () -> other.client()
                            .patch("/users/" + first, Map.of("active", false))
                            .status());
            List<Integer> answers = new ArrayList<>();
            for (Future<Integer> demotion : threads.invokeAll(demotions)) {
                answers.add(demotion.get());
            }
            assertThat(answers).contains(200);
            assertThat(own.count("SELECT count(*) FROM users WHERE role = 'admin' AND active"))
                    .isEqualTo(1);
            try (ApiServer second = ApiServer.start(database, Map.of("deskledger.relay.enabled", false))) {
                assertThat(second.count("SELECT count(*) FROM users")).isEqualTo(2);
            }
        }
    }

    private Answer create(String email) {
        return api.admin().post("/users", Map.of("email", email, "full_name", "Somebody", "role", "customer"));
    }
}
