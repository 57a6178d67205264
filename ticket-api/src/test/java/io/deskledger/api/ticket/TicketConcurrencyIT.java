package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.Origin;
import io.deskledger.model.user.UserRole;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TicketConcurrencyIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();

    @Test
    void ofManyPatchesOfTheSameVersionExactlyOneWins() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        List<Answer> answers = atOnce(
                8, i -> agent.client().patch("/tickets/" + id, Map.of("title", "Title " + i), "If-Match", "\"1\""));
        assertThat(answers).extracting(Answer::status).containsOnlyOnce(200).contains(412);
        assertEventsMatchVersions(id, 2);
    }

    @Test
    void unconditionalPatchesAtOnceLoseNothing() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        List<Answer> answers =
                atOnce(20, i -> agent.client().patch("/tickets/" + id, Map.of("custom_fields", Map.of("key" + i, i))));
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        JsonNode ticket = agent.client().get("/tickets/" + id).json();
        assertThat(ticket.get("custom_fields").size()).isEqualTo(20);
        assertEventsMatchVersions(id, 21);
    }

    @Test
    void nobodyIsGivenATicketWhileTheyAreLeaving() throws Exception {
        Person leaving = api.newPerson("agent");
        try (Connection other = api.asServer();
                var statement = other.createStatement();
                var executor = Executors.newSingleThreadExecutor()) {
            other.setAutoCommit(false);
            statement.execute("UPDATE support.users SET active = false WHERE id = " + leaving.id());
            Future<Answer> answer = executor.submit(
                    () -> agent.client().post("/tickets", Desk.ticketWith("assignee_id", leaving.id())));
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> answer.isDone()
                            || api.count("SELECT count(*) FROM pg_locks WHERE NOT granted"
                                            + " AND locktype = 'transactionid'")
                                    > 0);
            other.commit();
            assertThat(answer.get().expectProblem(400).blamed()).containsExactly("assignee_id");
        }
    }

    @Test
    void commentsAndPatchesAtOnceKeepVersionsContiguous() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        atOnce(
                20,
                i -> i % 2 == 0
                        ? agent.client().post("/tickets/" + id + "/comments", Map.of("content", "Comment " + i))
                        : agent.client().patch("/tickets/" + id, Map.of("title", "Another title " + i)));
        assertEventsMatchVersions(id, 21);
    }

    @Test
    void manyAutoAssignedTicketsAtOnceAreSharedEvenly() {
        try (ApiServer own = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false))) {
            List<Person> agents = List.of(
                    own.newPerson("agent"),
                    own.newPerson("agent"),
                    own.newPerson("agent"),
                    own.newPerson("agent"),
                    own.newPerson("agent"));
            List<Answer> answers = atOnce(50, _ -> own.admin().post("/tickets", Desk.ticketWith("auto_assign", true)));
            assertThat(answers).extracting(Answer::status).containsOnly(201);
            assertThat(answers).extracting(answer -> answer.text("status")).containsOnly("in_progress");
            for (Person each : agents) {
                assertThat(own.count("SELECT count(*) FROM tickets WHERE assignee_id = " + each.id()))
                        .isEqualTo(10);
            }
        }
    }

    @Test
    void newTagsOfManyTicketsAtOnceAreMadeOnce() {
        List<String> tags = LongStream.range(0, 10)
                .mapToObj(i -> "tag " + i + " " + agent.email().hashCode())
                .toList();
        List<Answer> answers = atOnce(10, i -> {
            List<String> shuffled = new ArrayList<>(tags);
            Collections.rotate(shuffled, i);
            return agent.client().post("/tickets", Desk.ticketWith("tags", shuffled));
        });
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        for (Answer answer : answers) {
            assertThat(agent.client()
                            .get("/tickets/" + answer.id())
                            .json()
                            .get("tags")
                            .size())
                    .isEqualTo(10);
        }
    }

    @Test
    @SuppressWarnings("unchecked") // a bean is asked for by its raw class
    void aChangeThatIsRolledBackLeavesNoEvent() {
        TicketService service = api.server().getApplicationContext().getBean(TicketService.class);
        TransactionOperations<Connection> transactions = api.server()
                .getApplicationContext()
                .getBean(Argument.of(TransactionOperations.class, Connection.class));
        Caller caller = new Caller(agent.id(), UserRole.AGENT, new Origin("rolled-back", null, null));
        NewTicket ticket = NewTicket.read(new JsonBody(new ObjectMapper().valueToTree(Desk.ticket())).fields(), caller);
        List<Long> ids = new ArrayList<>();
        assertThatThrownBy(() -> transactions.executeWrite(_ -> {
                    ids.add(service.create(ticket, caller).ticket().id());
                    throw new IllegalStateException("after the append");
                }))
                .hasMessageContaining("after the append");
        assertThat(api.count("SELECT count(*) FROM tickets WHERE id = " + ids.getFirst()))
                .isZero();
        assertThat(api.count("SELECT count(*) FROM outbox WHERE request_id = 'rolled-back'"))
                .isZero();
    }

    @Test
    void withoutItsEventAChangeIsNotMade() {
        long id = agent.client().post("/tickets", Desk.ticket()).id();
        api.execute("ALTER TABLE outbox ADD CONSTRAINT refuses CHECK (ticket_id <> " + id + ") NOT VALID");
        try {
            assertThat(agent.client()
                            .patch("/tickets/" + id, Map.of("title", "Another title"))
                            .status())
                    .isGreaterThanOrEqualTo(400);
        } finally {
            api.execute("ALTER TABLE outbox DROP CONSTRAINT refuses");
        }
        assertThat(agent.client().get("/tickets/" + id).text("title")).isEqualTo("The printer is on fire");
        assertEventsMatchVersions(id, 1);
    }

    private void assertEventsMatchVersions(long id, long version) {
        assertThat(agent.client().get("/tickets/" + id).json().get("version").longValue())
                .isEqualTo(version);
        assertThat(api.events(id))
                .extracting(event -> event.get("version").longValue())
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, version).boxed().toList());
    }

    private static List<Answer> atOnce(int count, IntFunction<Answer> request) {
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            requests.add(() -> request.apply(number));
        }
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Answer> answers = new ArrayList<>();
            for (Future<Answer> future : threads.invokeAll(requests)) {
                answers.add(future.get());
            }
            return answers;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
