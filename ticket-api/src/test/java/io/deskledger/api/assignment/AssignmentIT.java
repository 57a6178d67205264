package io.deskledger.api.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.embedded.DatabaseAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two instances on one database: whoever is asked, agents are chosen as if one were. */
class AssignmentIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    private static final String DRIFTED = """
            SELECT count(*)
              FROM users u
             WHERE coalesce((SELECT open_tickets FROM agent_loads WHERE agent_id = u.id), 0)
                 + coalesce((SELECT sum(delta) FROM agent_load_changes WHERE agent_id = u.id), 0)
                <> (SELECT count(*) FROM tickets
                     WHERE assignee_id = u.id AND deleted_at IS NULL
                       AND status IN ('open', 'in_progress', 'waiting_on_customer'))
            """;

    private static ApiServer first;
    private static ApiServer second;

    private final List<Person> agents = new ArrayList<>();

    @BeforeAll
    static void start() {
        DatabaseAccess database = ApiServer.newDesk();
        first = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        second = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @BeforeEach
    void hire() {
        for (int i = 0; i < 7; i++) {
            agents.add(newAgent());
        }
    }

    /** Agents of other tests must not get this one's tickets. */
    @AfterEach
    void dismiss() {
        agents.forEach(this::deactivate);
        assertThat(first.count(DRIFTED)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"least_loaded", "round_robin", "skill"})
    void aThousandAtOnceThroughTwoInstancesAreSharedEvenly(String strategy) {
        List<Person> able = agents.subList(0, strategy.equals("skill") ? 4 : 7);
        able.forEach(agent -> profile(agent, Map.of("skills", List.of("VPN ", "linux"))));
        Map<String, Object> ticket = ticket(Map.of("assignment_strategy", strategy));
        if (strategy.equals("skill")) {
            ticket.put("required_skills", List.of("vpn"));
        }
        List<Answer> answers =
                atOnce(1_000, i -> (i % 2 == 0 ? first : second).admin().post("/tickets", ticket));
        assertThat(answers).extracting(Answer::status).containsOnly(201);
        assertThat(answers).extracting(answer -> answer.text("status")).containsOnly("in_progress");
        assertThat(answers)
                .allSatisfy(answer -> assertThat(
                                answer.json().at("/assignment/assigned").booleanValue())
                        .isTrue());
        Map<Long, Integer> shares = new HashMap<>();
        answers.forEach(answer -> shares.merge(answer.json().get("assignee_id").longValue(), 1, Integer::sum));
        assertThat(shares.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        able.stream().map(Person::id).toList());
        int floor = 1_000 / able.size();
        assertThat(shares.values()).allSatisfy(share -> assertThat(share).isBetween(floor, floor + 1));
    }

    @Test
    void loadsFollowWhateverHappensToTickets() {
        Person agent = agents.get(0);
        Person other = agents.get(1);
        ApiClient desk = first.admin();
        Person customer = first.newPerson("customer");
        long id = customer.client().post("/tickets", Desk.ticket()).id();
        assertLoads(0, 0);
        desk.patch("/tickets/" + id, Map.of("assignee_id", agent.id())).expect(200);
        assertLoads(1, 0);
        desk.patch("/tickets/" + id, Map.of("assignee_id", other.id(), "status", "in_progress"))
                .expect(200);
        assertLoads(0, 1);
        desk.patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        assertLoads(0, 0);
        desk.patch("/tickets/" + id, Map.of("assignee_id", agent.id())).expect(200);
        assertLoads(0, 0);
        customer.client()
                .post("/tickets/" + id + "/comments", Map.of("content", "It burns again"))
                .expect(201);
        assertLoads(1, 0);
        desk.post("/tickets/" + id + "/tags", Map.of("names", List.of("fire " + id)))
                .expect(200);
        desk.patch("/tags/fire%20" + id, Map.of("name", "smoke " + id)).expect(200);
        desk.post("/tickets/" + id + "/transfer", Map.of("creator_id", other.id()))
                .expect(200);
        assertLoads(1, 0);
        desk.send("DELETE", "/tickets/" + id, null).expect(204);
        assertLoads(0, 0);
        desk.post("/tickets/" + id + "/restore", Map.of()).expect(200);
        assertLoads(1, 0);
        desk.patch("/tickets/" + id, "{\"assignee_id\": null}").expect(200);
        assertLoads(0, 0);
        desk.patch("/tickets/" + id, Map.of("assignee_id", agent.id())).expect(200);
        desk.send("DELETE", "/tickets/" + id + "?permanent=true", null).expect(204);
        assertLoads(0, 0);
        long gone = desk.post("/tickets", Desk.ticketWith("assignee_id", agent.id()))
                .id();
        desk.send("DELETE", "/tickets/" + gone, null).expect(204);
        desk.send("DELETE", "/tickets/" + gone + "?permanent=true", null).expect(204);
        assertLoads(0, 0);
        importOneFor(agent, "in_progress");
        assertLoads(1, 0);
        importOneFor(agent, "resolved");
        assertLoads(1, 0);
    }

    @Test
    void theFewestOpenTicketsDecideThenTheLongestWait() {
        give(agents.get(0), 2);
        give(agents.get(1), 1);
        give(agents.get(2), 1);
        give(agents.get(3), 1);
        List.of(4, 5, 6).forEach(i -> deactivate(agents.get(i)));
        assertThat(assignee(Map.of())).isEqualTo(agents.get(1).id());
        long resolved = give(agents.get(0), 0);
        assertThat(resolved).isZero();
        assertThat(assignee(Map.of())).isEqualTo(agents.get(2).id());
        assertThat(assignee(Map.of())).isEqualTo(agents.get(3).id());
        assertThat(assignee(Map.of())).isEqualTo(agents.get(0).id());
        first.admin().patch("/users/" + agents.get(1).id(), Map.of("active", false));
        assertThat(assignee(Map.of())).isEqualTo(agents.get(2).id());
    }

    @Test
    void theTurnGoesRoundHoweverBusyAnAgentIs() {
        give(agents.get(0), 5);
        List<Long> turns = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            turns.add(assignee(Map.of("assignment_strategy", "round_robin")));
        }
        assertThat(turns).doesNotHaveDuplicates().hasSize(7);
        assertThat(turns.getLast())
                .as("who had been given one before")
                .isEqualTo(agents.get(0).id());
    }

    @Test
    void whoIsFullOrUnskilledIsPassedOver() {
        agents.subList(2, 7).forEach(this::deactivate);
        profile(agents.get(0), Map.of("capacity", 2, "skills", List.of("vpn")));
        profile(agents.get(1), Map.of("capacity", 0, "skills", List.of("vpn", "billing")));
        assertThat(assignee(Map.of())).isEqualTo(agents.get(0).id());
        assertThat(assignee(Map.of())).isEqualTo(agents.get(0).id());
        assertNobody(Map.of(), "least_loaded", "all_at_capacity");
        assertNobody(Map.of("required_skills", List.of("piano")), "least_loaded", "no_agent_with_skills");
        assertNobody(Map.of("assignment_strategy", "skill", "category", "Sales"), "skill", "no_agent_with_skills");
        profile(agents.get(1), Map.of("capacity", 1));
        Answer byCategory = create(Map.of("assignment_strategy", "skill", "category", "Billing"));
        assertThat(byCategory.json().get("assignee_id").longValue())
                .isEqualTo(agents.get(1).id());
        agents.subList(0, 2).forEach(this::deactivate);
        assertNobody(Map.of(), "least_loaded", "no_active_agent");
    }

    @Test
    void whatRefinesAnAssignmentNeedsOne() {
        assertThat(first.admin()
                        .post(
                                "/tickets",
                                Map.of(
                                        "title",
                                        "The printer",
                                        "description",
                                        "It is on fire",
                                        "assignment_strategy",
                                        "skill",
                                        "required_skills",
                                        List.of("x")))
                        .expectProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("assignment_strategy", "required_skills");
        assertThat(create(400, Map.of("assignment_strategy", "dice", "required_skills", "vpn"))
                        .blamed())
                .containsExactlyInAnyOrder("assignment_strategy", "required_skills");
    }

    @Test
    void aRecountMendsWhatIsWrong() {
        give(agents.get(0), 3);
        await().atMost(LIMIT)
                .until(() -> first.count("SELECT coalesce(max(open_tickets), 0) FROM agent_loads WHERE agent_id = "
                                + agents.get(0).id())
                        == 3);
        AgentLoadService service = first.server().getApplicationContext().getBean(AgentLoadService.class);
        // The instances recount by themselves too, and may be first: then the sum is made wrong once more.
        await().atMost(LIMIT).until(() -> {
            first.execute("UPDATE agent_loads SET open_tickets = 77 WHERE agent_id = "
                    + agents.get(0).id());
            return service.recountOnce().equals(OptionalLong.of(1));
        });
        assertThat(first.count(DRIFTED)).isZero();
    }

    /** Without a password: nobody signs in as them. */
    private static Person newAgent() {
        String email = UUID.randomUUID() + "@example.org";
        Answer created = first.admin()
                .post("/users", Map.of("email", email, "full_name", "An agent", "role", "agent"))
                .expect(201);
        return new Person(created.id(), email, first.anonymous());
    }

    private void assertLoads(long expected, long expectedOfOther) {
        assertThat(List.of(load(agents.get(0)), load(agents.get(1)))).containsExactly(expected, expectedOfOther);
        assertThat(first.count(DRIFTED)).isZero();
    }

    private static long load(Person agent) {
        return first.count("""
                SELECT coalesce((SELECT open_tickets FROM agent_loads WHERE agent_id = %1$d), 0)
                     + coalesce((SELECT sum(delta) FROM agent_load_changes WHERE agent_id = %1$d), 0)
                """.formatted(agent.id()));
    }

    private static void importOneFor(Person agent, String status) {
        String line = """
                {"source": "loads", "external_id": "%s", "title": "Imported ticket", "description": "Long ago it was",\
                 "created_at": "2020-01-01T00:00:00Z", "creator": {"email": "c@example.org", "full_name": "C"},\
                 "history": [{"at": "2020-01-01T01:00:00Z", "actor": {"email": "%s"}, "assignee": {"email": "%s"}},\
                 {"at": "2020-01-01T02:00:00Z", "actor": {"email": "%s"}, "status": "%s"}]}
                """.formatted(status, agent.email(), agent.email(), agent.email(), status);
        long id = first.admin()
                .send("POST", "/imports", line, "Content-Type", "application/x-ndjson")
                .expect(202)
                .id();
        JsonNode done = await().atMost(LIMIT)
                .until(
                        () -> first.admin().get("/imports/" + id).json(),
                        json -> json.get("status").textValue().equals("done"));
        assertThat(done.get("imported").longValue()).as(done.toString()).isEqualTo(1);
    }

    private static long give(Person agent, int tickets) {
        long last = 0;
        for (int i = 0; i < tickets; i++) {
            last = first.admin()
                    .post("/tickets", Desk.ticketWith("assignee_id", agent.id()))
                    .expect(201)
                    .id();
        }
        return last;
    }

    private static void profile(Person agent, Map<String, Object> profile) {
        first.admin().patch("/users/" + agent.id(), Map.of("profile", profile)).expect(200);
    }

    private void deactivate(Person agent) {
        first.admin().patch("/users/" + agent.id(), Map.of("active", false)).expect(200);
    }

    private static long assignee(Map<String, Object> more) {
        return create(more).json().get("assignee_id").longValue();
    }

    private static void assertNobody(Map<String, Object> more, String strategy, String reason) {
        JsonNode ticket = create(more).json();
        assertThat(ticket.get("status").textValue()).isEqualTo("open");
        assertThat(ticket.get("assignee_id").isNull()).isTrue();
        assertThat(ticket.get("assignment").toString())
                .isEqualTo("{\"strategy\":\"%s\",\"assigned\":false,\"reason\":\"%s\"}".formatted(strategy, reason));
    }

    private static Answer create(Map<String, Object> more) {
        return create(201, more);
    }

    private static Answer create(int status, Map<String, Object> more) {
        return second.admin().post("/tickets", ticket(more)).expect(status);
    }

    private static Map<String, Object> ticket(Map<String, Object> more) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("auto_assign", true));
        ticket.putAll(more);
        return ticket;
    }

    private static List<Answer> atOnce(int count, IntFunction<Answer> request) {
        List<Callable<Answer>> requests = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            requests.add(() -> request.apply(number));
        }
        try (var threads = Executors.newFixedThreadPool(32)) {
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
