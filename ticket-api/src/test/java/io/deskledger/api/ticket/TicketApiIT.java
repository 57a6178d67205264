package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TicketApiIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();
    private final Person customer = api.customer();

    @Test
    void aTicketIsCreatedAndRead() {
        Answer created = customer.client()
                .post(
                        "/tickets",
                        Map.of(
                                "title", "  The printer is on fire  ",
                                "description", "Smoke comes out of tray two.",
                                "priority", "urgent",
                                "category", "hardware",
                                "tags", List.of("Printer", "fire", "printer"),
                                "custom_fields", Map.of("floor", 3, "plan", Map.of("exit", 1.50))))
                .expect(201);
        assertThat(created.text("title")).isEqualTo("The printer is on fire");
        assertThat(created.text("status")).isEqualTo("open");
        assertThat(created.json().get("tags").toString()).isEqualTo("[\"fire\",\"printer\"]");
        assertThat(created.json().at("/custom_fields/plan/exit").doubleValue()).isEqualTo(1.5);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Location")).isEqualTo("/api/v1/tickets/" + created.id());
        assertThat(created.text("ticket_number")).matches("TKT-\\d{8}-\\d{6,}");

        Answer read = agent.client().get("/tickets/" + created.id()).expect(200);
        assertThat(read.json()).isEqualTo(created.json());
        assertThat(read.header("ETag")).isEqualTo("\"1\"");
        Answer byNumber = agent.client()
                .get("/tickets/number/" + created.text("ticket_number"))
                .expect(200);
        assertThat(byNumber.json()).isEqualTo(created.json());
    }

    @Test
    void aPatchChangesWhatItNamesAndKeepsTheRest() {
        long id = create(agent.client(), Map.of());
        Answer changed = agent.client()
                .patch("/tickets/" + id, Map.of("category", "billing", "assignee_id", agent.id(), "status", "resolved"))
                .expect(200);
        assertThat(changed.json().get("resolved_assignee_id").longValue()).isEqualTo(agent.id());
        Answer cleared = agent.client()
                .patch("/tickets/" + id, "{\"category\": null, \"assignee_id\": null}")
                .expect(200);
        assertThat(cleared.json().get("category").isNull()).isTrue();
        assertThat(cleared.json().get("assignee_id").isNull()).isTrue();
        assertThat(cleared.text("status")).isEqualTo("resolved");
        assertThat(cleared.json().get("version").longValue()).isEqualTo(3);
    }

    @Test
    void customFieldsAreMerged() {
        long id = create(agent.client(), Map.of("custom_fields", Map.of("a", 1, "b", Map.of("c", 2, "d", 3))));
        Answer merged = agent.client()
                .patch("/tickets/" + id, "{\"custom_fields\": {\"a\": null, \"b\": {\"c\": 4}, \"e\": [1]}}")
                .expect(200);
        assertThat(merged.json().get("custom_fields").toString()).isEqualTo("{\"b\":{\"c\":4,\"d\":3},\"e\":[1]}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "title; 1234",
                "title; \"  abc  \"",
                "title; null",
                "description; \"too short\"",
                "category; \"\"",
                "priority; \"extreme\"",
                "tags; \"vpn\"",
                "tags; {}",
                "custom_fields; []",
                "custom_fields; {\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}}}}",
                "assignee_id; \"7\"",
                "assignee_id; 1.5",
                "assignee_id; 0",
                "assignee_id; 9223372036854775807",
                "requester_id; 9223372036854775808",
                "auto_assign; \"yes\"",
                "status; \"open\""
            })
    void aBrokenFieldOfANewTicketIsNamed(String field, String value) {
        String rest =
                Map.of("title", "A fine title", "description", "A description that is long enough").entrySet().stream()
                        .filter(entry -> !entry.getKey().equals(field))
                        .map(entry -> ",\"" + entry.getKey() + "\":\"" + entry.getValue() + "\"")
                        .collect(Collectors.joining());
        Answer answer = agent.client()
                .post("/tickets", "{\"" + field + "\":" + value + rest + "}")
                .expectProblem(400);
        assertThat(answer.blamed()).containsExactly(field);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"title\": null}; title",
                "{\"status\": null}; status",
                "{\"status\": \"done\"}; status",
                "{\"priority\": 3}; priority",
                "{\"assignee_id\": \"nobody\"}; assignee_id",
                "{\"assignee_id\": 9223372036854775807}; assignee_id",
                "{\"statsu\": \"open\"}; statsu",
                "{\"version\": 3}; version"
            })
    void aBrokenFieldOfAPatchIsNamedAndNothingChanges(String patch, String field) {
        long id = create(agent.client(), Map.of());
        assertThat(agent.client()
                        .patch("/tickets/" + id, patch)
                        .expectProblem(400)
                        .blamed())
                .containsExactly(field);
        assertThat(agent.client().get("/tickets/" + id).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void listsAndLongTextsHaveLimits() {
        List<String> many =
                IntStream.rangeClosed(1, 51).mapToObj(Integer::toString).toList();
        assertThat(agent.client()
                        .post("/tickets", Desk.ticketWith("tags", many))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tags");
        assertThat(agent.client()
                        .post("/tickets", Desk.ticketWith("tags", List.of("ok", "x".repeat(51))))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tags[1]");
        agent.client()
                .post("/tickets", Desk.ticketWith("title", "\uD83D\uDD25".repeat(500)))
                .expect(201);
        agent.client()
                .post("/tickets", Desk.ticketWith("title", "x".repeat(501)))
                .expectProblem(400);
        agent.client()
                .post("/tickets", Desk.ticketWith("description", "x" + "\u0001".repeat(99_999)))
                .expect(201);
        agent.client()
                .post("/tickets", Desk.ticketWith("description", "x".repeat(100_001)))
                .expectProblem(400);
        agent.client()
                .post("/tickets", Desk.ticketWith("custom_fields", Map.of("a", "x".repeat(32_768))))
                .expectProblem(400);
    }

    @Test
    void assigneesAreActiveStaffAndRequestersAreKnown() {
        for (String field : List.of("assignee_id", "requester_id")) {
            assertThat(agent.client()
                            .post("/tickets", Desk.ticketWith(field, 999_999))
                            .expectProblem(400)
                            .blamed())
                    .containsExactly(field);
        }
        assertThat(agent.client()
                        .post("/tickets", Desk.ticketWith("assignee_id", customer.id()))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("assignee_id");
        Person gone = api.newPerson("agent");
        api.admin().patch("/users/" + gone.id(), Map.of("active", false)).expect(200);
        long id = create(agent.client(), Map.of("requester_id", customer.id()));
        assertThat(agent.client()
                        .patch("/tickets/" + id, Map.of("assignee_id", gone.id()))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("assignee_id");
        customer.client().get("/tickets/" + id).expect(200);
    }

    @Test
    void aStaleVersionIsRefused() {
        long id = create(agent.client(), Map.of());
        String path = "/tickets/" + id;
        agent.client()
                .patch(path, Map.of("priority", "low"), "If-Match", "\"1\"")
                .expect(200);
        agent.client()
                .patch(path, Map.of("priority", "high"), "If-Match", "\"1\"")
                .expectProblem(412);
        agent.client()
                .patch(path, Map.of("priority", "high"), "If-Match", "W/\"2\"")
                .expectProblem(412);
        agent.client().patch(path, Map.of("priority", "high"), "If-Match", "2").expectProblem(400);
        agent.client()
                .patch(path, Map.of("priority", "high"), "If-Match", "\"1\", \"2\"")
                .expect(200);
        agent.client().patch(path, Map.of("priority", "low"), "If-Match", "*").expect(200);
        Answer unchanged = agent.client().patch(path, Map.of("priority", "low")).expect(200);
        assertThat(unchanged.header("ETag")).isEqualTo("\"4\"");
    }

    @Test
    void customersKnowOfTheirOwnTicketsOnly() {
        long foreign = create(api.newPerson("customer").client(), Map.of());
        ApiClient me = customer.client();
        Answer refused = me.get("/tickets/" + foreign).expectProblem(404);
        assertThat(refused.text("detail"))
                .isEqualTo(me.get("/tickets/999999999").text("detail"));
        me.patch("/tickets/" + foreign, Map.of("title", "Mine now")).expectProblem(404);
        me.get("/tickets/" + foreign + "/comments").expectProblem(404);
        me.post("/tickets/" + foreign + "/comments", Map.of("content", "Hello")).expectProblem(404);
        String number = agent.client().get("/tickets/" + foreign).text("ticket_number");
        me.get("/tickets/number/" + number).expectProblem(404);
        me.get("/tickets?limit=200")
                .expect(200)
                .json()
                .get("items")
                .forEach(ticket ->
                        assertThat(ticket.get("creator_id").longValue()).isEqualTo(customer.id()));
    }

    @Test
    void whatCustomersMayChange() {
        long id = create(customer.client(), Map.of());
        String path = "/tickets/" + id;
        ApiClient me = customer.client();
        me.patch(path, Map.of("title", "A better title", "category", "printing"))
                .expect(200);
        me.patch(path, Map.of("priority", "urgent")).expectProblem(403);
        me.patch(path, Map.of("assignee_id", agent.id())).expectProblem(403);
        me.patch(path, Map.of("status", "resolved")).expectProblem(409);
        agent.client().patch(path, Map.of("status", "resolved")).expect(200);
        assertThat(me.patch(path, Map.of("status", "open"))
                        .expect(200)
                        .json()
                        .get("reopen_count")
                        .intValue())
                .isEqualTo(1);
        agent.client().patch(path, Map.of("status", "resolved")).expect(200);
        me.patch(path, Map.of("status", "closed")).expect(200);
        me.patch(path, Map.of("status", "open")).expectProblem(409);
        agent.client().patch(path, Map.of("status", "in_progress")).expectProblem(409);
        agent.client().patch(path, Map.of("status", "open")).expect(200);
        for (String field : List.of("requester_id", "assignee_id")) {
            assertThat(me.post("/tickets", Desk.ticketWith(field, agent.id()))
                            .expectProblem(400)
                            .blamed())
                    .containsExactly(field);
        }
        assertThat(me.post("/tickets", Desk.ticketWith("auto_assign", true))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("auto_assign");
    }

    private static long create(ApiClient client, Map<String, Object> more) {
        Map<String, Object> ticket = new HashMap<>(Desk.ticket());
        ticket.putAll(more);
        return client.post("/tickets", ticket).expect(201).id();
    }
}
