package io.deskledger.api.idempotency;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyIT {

    private static final String TICKET =
            "{\"title\": \"The printer is on fire\", \"description\": \"Smoke comes out of tray two.\"}";

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();
    private final String key = UUID.randomUUID().toString();

    @Test
    void theSameCreateAgainIsAnsweredAlikeAndDoneOnce() {
        Answer first = send(agent.client(), "POST", "/tickets", TICKET).expect(201);
        Answer again = send(agent.client(), "POST", "/tickets", TICKET).expect(201);

        assertThat(again.response().body()).isEqualTo(first.response().body());
        for (String header : List.of("Location", "ETag", "Content-Type")) {
            assertThat(again.header(header))
                    .as(header)
                    .isEqualTo(first.header(header))
                    .isNotEmpty();
        }
        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(again.header("X-Request-Id")).isNotEqualTo(first.header("X-Request-Id"));
        assertThat(api.events(first.id())).hasSize(1);
        assertThat(agent.client().get("/tickets/" + first.id()).expect(200).id())
                .isEqualTo(first.id());
    }

    @Test
    void changesAndDeletionsAreDoneOnceToo() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        String close = "{\"status\": \"in_progress\"}";
        Answer first = send(agent.client(), "PATCH", "/tickets/" + id, close).expect(200);
        agent.client().patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        Answer again = send(agent.client(), "PATCH", "/tickets/" + id, close).expect(200);
        assertThat(again.json()).isEqualTo(first.json());
        assertThat(agent.client().get("/tickets/" + id).text("status")).isEqualTo("resolved");

        String other = UUID.randomUUID().toString();
        for (int i = 0; i < 2; i++) {
            agent.client()
                    .send("DELETE", "/tickets/" + id, null, "Idempotency-Key", other)
                    .expect(204);
        }
        assertThat(api.events(id)).hasSize(4);
    }

    @Test
    void theSameKeyForAnotherRequestIsRefused() {
        Answer first = send(agent.client(), "POST", "/tickets", TICKET).expect(201);
        send(agent.client(), "POST", "/tickets", TICKET.replace("two", "one")).expectProblem(422);
        send(agent.client(), "POST", "/tags", TICKET).expectProblem(422);
        send(agent.client(), "PATCH", "/tickets/" + first.id(), TICKET).expectProblem(422);
        assertThat(api.events(first.id())).hasSize(1);
    }

    @Test
    void keysBelongToTheirUser() {
        Answer mine = send(agent.client(), "POST", "/tickets", TICKET).expect(201);
        Answer theirs =
                send(api.customer().client(), "POST", "/tickets", TICKET).expect(201);
        assertThat(theirs.id()).isNotEqualTo(mine.id());
        assertThat(theirs.header("Idempotency-Replayed")).isEmpty();
    }

    @Test
    void fiftyAtOnceMakeOneTicketAndOneEvent() throws Exception {
        List<Callable<Answer>> calls = IntStream.range(0, 50)
                .<Callable<Answer>>mapToObj(_ -> () -> send(agent.client(), "POST", "/tickets", TICKET))
                .toList();
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(50)) {
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(201, 409));
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer.expectProblem(409).header("Retry-After"))
                        .isEqualTo("1"));
        long id = send(agent.client(), "POST", "/tickets", TICKET).expect(201).id();
        assertThat(answers.stream().filter(answer -> answer.status() == 201))
                .isNotEmpty()
                .allSatisfy(answer -> assertThat(answer.id()).isEqualTo(id));
        assertThat(api.events(id)).hasSize(1);
        assertThat(ticketsMadeBy(answers)).isEqualTo(1);
    }

    @Test
    void aRefusedRequestKeepsNothing() {
        send(agent.client(), "POST", "/tickets", "{\"title\": \"x\"}").expectProblem(400);
        send(agent.client(), "POST", "/tickets", "{broken").expectProblem(400);
        send(agent.client(), "PATCH", "/tickets/9000000000000000000", "{}").expectProblem(404);
        assertThat(keys()).isZero();
        send(agent.client(), "POST", "/tickets", TICKET).expect(201);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void whatIsOnlyTriedOutKeepsNothing() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        String dry = "{\"action\": \"soft_delete\", \"ticket_ids\": [" + id + "], \"dry_run\": true}";
        for (int i = 0; i < 2; i++) {
            Answer answer = send(agent.client(), "POST", "/tickets/bulk", dry).expect(200);
            assertThat(answer.header("Idempotency-Replayed")).isEmpty();
            assertThat(answer.json().get("changed").intValue()).isEqualTo(1);
        }
        assertThat(keys()).isZero();
        assertThat(api.events(id)).hasSize(1);
        send(agent.client(), "POST", "/tickets/bulk", dry.replace("true", "false"))
                .expect(200);
        assertThat(keys()).isEqualTo(1);
        agent.client().get("/tickets/" + id).expectProblem(404);
    }

    @Test
    void aKilledTransactionLeavesNothingAndTheNextTryDoesItOnce() throws Exception {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        String change = "{\"title\": \"A title that comes late\"}";
        try (Connection blocker = api.owner();
                Statement statement = blocker.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            blocker.setAutoCommit(false);
            statement.execute("SELECT 1 FROM tickets WHERE id = " + id + " FOR UPDATE");
            Future<Answer> killed = thread.submit(() -> send(agent.client(), "PATCH", "/tickets/" + id, change));
            int waiting = awaitWaiter(statement);
            send(agent.client(), "PATCH", "/tickets/" + id, change).expectProblem(409);
            kill(waiting);
            killed.get().expectProblem(503);
            blocker.rollback();
        }
        assertThat(keys()).isZero();
        assertThat(api.events(id)).hasSize(1);

        Answer done = send(agent.client(), "PATCH", "/tickets/" + id, change).expect(200);
        assertThat(done.header("Idempotency-Replayed")).isEmpty();
        assertThat(send(agent.client(), "PATCH", "/tickets/" + id, change).header("Idempotency-Replayed"))
                .isEqualTo("true");
        assertThat(api.events(id)).hasSize(2);
    }

    @Test
    void aWriteWhoseAnswerCantBeKeptHasNotHappened() throws Exception {
        try (Connection blocker = api.owner();
                Statement statement = blocker.createStatement();
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            blocker.setAutoCommit(false);
            statement.execute("LOCK TABLE idempotency_keys IN EXCLUSIVE MODE");
            Future<Answer> killed = thread.submit(() -> send(agent.client(), "POST", "/tickets", TICKET));
            kill(awaitWaiter(statement));
            blocker.rollback();
            assertThat(ticketsMadeBy(List.of(killed.get().expectProblem(503)))).isZero();
        }
        assertThat(ticketsMadeBy(
                        List.of(send(agent.client(), "POST", "/tickets", TICKET).expect(201))))
                .isEqualTo(1);
    }

    @Test
    void afterADayAKeyIsNewAgainAndCleanedUp() {
        long first =
                send(agent.client(), "POST", "/tickets", TICKET).expect(201).id();
        age();
        long second =
                send(agent.client(), "POST", "/tickets", TICKET).expect(201).id();
        assertThat(second).isNotEqualTo(first);
        assertThat(keys()).isEqualTo(1);
        age();
        api.server().getApplicationContext().getBean(KeyedWrites.class).clean();
        assertThat(keys()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "with space", "a\tb"})
    void aKeyThatIsNoneIsRefused(String bad) {
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", bad};
        assertThat(agent.client()
                        .send("POST", "/tickets", TICKET, headers)
                        .expectProblem(400)
                        .blamed())
                .containsExactly("Idempotency-Key");
    }

    @Test
    void aKeyHasAtMostTwoHundredCharacters() {
        String[] headers = {"Content-Type", "application/json", "Idempotency-Key", "k".repeat(201)};
        agent.client().send("POST", "/tickets", TICKET, headers).expectProblem(400);
        headers[3] = key + "k".repeat(200 - key.length());
        agent.client().send("POST", "/tickets", TICKET, headers).expect(201);
    }

    @Test
    void whereItCantBeHonouredTheHeaderIsRefused() {
        String token = "{\"name\": \"a program\", \"scopes\": [\"read\"]}";
        String login = "{\"username\": \"" + agent.email() + "\", \"password\": \"" + ApiServer.PASSWORD + "\"}";
        for (Answer answer : List.of(
                send(agent.client(), "POST", "/api-tokens", token),
                send(agent.client(), "POST", "/auth/login", login),
                send(api.anonymous(), "POST", "/auth/login", login),
                send(agent.client(), "DELETE", "/attachments/1", ""),
                api.admin()
                        .send(
                                "POST",
                                "/imports",
                                "{}",
                                "Content-Type",
                                "application/x-ndjson",
                                "Idempotency-Key",
                                key))) {
            assertThat(answer.expectProblem(400).blamed()).containsExactly("Idempotency-Key");
        }
        send(api.anonymous(), "POST", "/tickets", TICKET).expectProblem(401);
        send(api.customer().client(), "POST", "/tags", "{\"name\": \"mine\"}").expectProblem(403);
        assertThat(keys()).isZero();
    }

    @Test
    void noPasswordCanBeGuessedFromWhatIsKept() {
        String body = "{\"email\": \"keyed." + key + "@example.org\", \"full_name\": \"Keyed\", \"password\": \""
                + ApiServer.PASSWORD + "\"}";
        send(api.admin(), "POST", "/users", body).expect(201);
        send(api.admin(), "POST", "/users", body).expect(201);
        assertThat(keys()).isEqualTo(1);
        assertThat(api.count("SELECT count(*) FROM idempotency_keys WHERE key = '" + key
                        + "' AND (digest = encode(sha256(convert_to('" + body + "', 'UTF8')), 'hex') OR body LIKE '%"
                        + ApiServer.PASSWORD + "%')"))
                .isZero();
    }

    private Answer send(ApiClient client, String method, String path, String body) {
        return client.send(method, path, body, "Content-Type", "application/json", "Idempotency-Key", key);
    }

    private long keys() {
        return api.count("SELECT count(*) FROM idempotency_keys WHERE key = '" + key + "'");
    }

    private void age() {
        api.execute("UPDATE idempotency_keys SET created_at = created_at - interval '25 h' WHERE key = '" + key + "'");
    }

    private long ticketsMadeBy(List<Answer> answers) {
        return answers.stream()
                .mapToLong(answer -> api.count(
                        "SELECT count(*) FROM outbox WHERE request_id = '" + answer.header("X-Request-Id") + "'"))
                .sum();
    }

    private void kill(int backend) throws SQLException {
        try (Connection server = api.asServer();
                Statement statement = server.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + backend + ")");
        }
    }

    /**
     * The backend that does a request and waits for the blocker; an autovacuum or the cleaning may wait too. Asked
     * outside of the blocker's transaction, which sees no new ones.
     */
    private int awaitWaiter(Statement blocker) throws SQLException {
        String waiting = "SELECT coalesce(max(pid), 0) FROM pg_stat_activity WHERE " + backend(blocker)
                + " = ANY (pg_blocking_pids(pid)) AND usename = current_user AND query NOT LIKE '%DELETE FROM%'";
        return Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> askAsServer(waiting), pid -> pid > 0);
    }

    private int askAsServer(String sql) throws SQLException {
        try (Connection connection = api.asServer();
                Statement statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1);
        }
    }

    private static int backend(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery("SELECT pg_backend_pid()")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
