package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Deletion, restoration, permanent deletion and transfer. */
class TicketLifeIT {

    private final ApiServer api = ApiServer.shared();
    private final ApiClient admin = api.admin();
    private final ApiClient agent = api.agent().client();
    private final Person customer = api.customer();

    @Test
    void aDeletedTicketIsGoneForAllButAdminsWhoAskForIt() {
        long id = ticket();
        String path = "/tickets/" + id;
        delete(agent, path).expect(204);
        for (ApiClient client : List.of(customer.client(), agent, admin)) {
            client.get(path).expectProblem(404);
            client.get(path + "/comments").expectProblem(404);
            client.patch(path, Map.of("title", "Still there?")).expectProblem(404);
            client.post(path + "/comments", Map.of("content", "Hello?")).expectProblem(404);
            client.post(path + "/transfer", Map.of("creator_id", customer.id())).expectProblem(404);
            delete(client, path).expectProblem(404);
        }
        customer.client().post(path + "/restore", "{}").expectProblem(404);
        for (ApiClient client : List.of(customer.client(), agent)) {
            client.get(path + "?deleted=include").expectProblem(403);
            client.get(path + "/comments?deleted=include").expectProblem(403);
            client.get("/tickets?deleted=only").expectProblem(403);
        }
        assertThat(admin.get(path + "?deleted=include")
                        .expect(200)
                        .json()
                        .get("deleted_at")
                        .isTextual())
                .isTrue();
        admin.get(path + "/comments?deleted=include").expect(200);
        admin.get(path + "?deleted=maybe").expectProblem(400);
    }

    @Test
    void listsShowDeletedTicketsToAdminsWhoAskForThem() {
        Person owner = api.newPerson("customer");
        long kept = create(owner);
        long deleted = create(owner);
        delete(agent, "/tickets/" + deleted).expect(204);
        String list = "/tickets?order=asc&total=true&creator_id=" + owner.id();
        assertThat(ids(admin.get(list))).containsExactly(kept);
        assertThat(ids(admin.get(list + "&deleted=exclude"))).containsExactly(kept);
        assertThat(ids(admin.get(list + "&deleted=include"))).containsExactly(kept, deleted);
        assertThat(ids(admin.get(list + "&deleted=only"))).containsExactly(deleted);
        assertThat(admin.get(list + "&deleted=only").json().get("total").intValue())
                .isEqualTo(1);
        assertThat(ids(owner.client().get("/tickets"))).containsExactly(kept);
        assertThat(admin.get("/tickets?deleted=yes").expectProblem(400).blamed())
                .containsExactly("deleted");
    }

    @Test
    void aRestoredTicketIsAsItWasAndEachStepLeavesItsEvent() {
        long id = ticket();
        String path = "/tickets/" + id;
        JsonNode before = agent.get(path).json();
        delete(agent, path, "If-Match", "\"7\"").expectProblem(412);
        agent.post(path + "/restore", "{}").expectProblem(409);
        delete(agent, path, "If-Match", "\"1\"").expect(204);
        Answer stale = agent.send("POST", path + "/restore", null, "If-Match", "\"1\"");
        stale.expectProblem(412);
        Answer restored =
                agent.send("POST", path + "/restore", null, "If-Match", "\"2\"").expect(200);
        assertThat(restored.header("ETag")).isEqualTo("\"3\"");
        assertThat(restored.json().get("deleted_at").isNull()).isTrue();
        assertThat(restored.json().get("tags")).isEqualTo(before.get("tags"));
        assertThat(agent.get(path).expect(200).json().get("title")).isEqualTo(before.get("title"));

        List<JsonNode> events = api.events(id);
        assertThat(actions(events)).containsExactly("CREATE", "SOFT_DELETE", "RESTORE");
        assertThat(versions(events)).containsExactly(1L, 2L, 3L);
        JsonNode deletion = events.get(1);
        assertThat(deletion.at("/changes/deleted_at/from").isNull()).isTrue();
        assertThat(deletion.at("/changes/deleted_at/to")).isEqualTo(deletion.at("/ticket/deleted_at"));
        assertThat(events.get(2).at("/changes/deleted_at/from")).isEqualTo(deletion.at("/ticket/deleted_at"));
        assertThat(events.get(2).at("/ticket/deleted_at").isNull()).isTrue();
    }

    @Test
    void customersAreToldNoOfTheirOwnAndNothingOfOthers() {
        String own = "/tickets/" + ticket();
        String foreign = "/tickets/" + create(api.newPerson("customer"));
        ApiClient me = customer.client();
        delete(me, own).expectProblem(403);
        delete(me, own + "?permanent=true").expectProblem(403);
        me.post(own + "/restore", "{}").expectProblem(403);
        me.post(own + "/transfer", Map.of("creator_id", customer.id())).expectProblem(403);
        for (String path : List.of(foreign, "/tickets/999999999")) {
            delete(me, path).expectProblem(404);
            delete(me, path + "?permanent=true").expectProblem(404);
            me.post(path + "/restore", "{}").expectProblem(404);
            me.post(path + "/transfer", Map.of("creator_id", customer.id())).expectProblem(404);
        }
        assertThat(delete(me, foreign).text("detail"))
                .isEqualTo(delete(me, "/tickets/999999999").text("detail"));
        agent.get(own).expect(200);
        agent.get(foreign).expect(200);
        delete(api.anonymous(), own).expectProblem(401);
    }

    @Test
    void aPermanentDeletionLeavesTheLastEventAndATombstone() {
        long id = ticket();
        String path = "/tickets/" + id;
        String number = agent.get(path).text("ticket_number");
        long comment = agent.post(path + "/comments", Map.of("content", "On it"))
                .expect(201)
                .id();
        agent.patch(path, Map.of("status", "resolved")).expect(200);
        agent.patch(path, Map.of("status", "open")).expect(200);
        delete(agent, path + "?permanent=true").expectProblem(403);
        delete(admin, path + "?permanent=maybe").expectProblem(400);
        delete(admin, path + "?forever=true").expectProblem(400);
        delete(agent, path).expect(204);
        delete(admin, path + "?permanent=true", "If-Match", "\"4\"").expectProblem(412);
        delete(admin, path + "?permanent=true", "If-Match", "\"5\"").expect(204);

        admin.get(path + "?deleted=include").expectProblem(404);
        delete(admin, path + "?permanent=true").expectProblem(404);
        agent.post(path + "/restore", "{}").expectProblem(404);
        for (String table : List.of("comments", "status_changes", "ticket_tags")) {
            assertThat(api.count("SELECT count(*) FROM " + table + " WHERE ticket_id = " + id))
                    .as(table)
                    .isZero();
        }
        JsonNode last = api.events(id).getLast();
        assertThat(last.get("action").textValue()).isEqualTo("PERMANENT_DELETE");
        assertThat(last.get("version").longValue()).isEqualTo(6);
        assertThat(last.at("/changes/title/from").textValue()).isEqualTo("The printer is on fire");
        assertThat(last.at("/changes/title/to").isNull()).isTrue();
        assertThat(last.at("/changes/ticket_number/from").textValue()).isEqualTo(number);
        assertThat(last.at("/changes/tags/from").toString()).isEqualTo("[\"fire\",\"printer\"]");
        assertThat(last.at("/changes/comment_ids/from/0").longValue()).isEqualTo(comment);
        assertThat(last.at("/changes/reopened_at/from").size()).isEqualTo(1);
        assertThat(last.at("/changes/deleted_at/from")).isEqualTo(last.at("/ticket/deleted_at"));
        assertThat(api.count("SELECT version FROM ticket_tombstones WHERE ticket_id = " + id + " AND ticket_number = '"
                        + number + "'"))
                .isEqualTo(6);
    }

    @Test
    void aTransferNamesTheOwnerBeforeAndAfter() {
        long id = ticket();
        String path = "/tickets/" + id;
        Person heir = api.newPerson("customer");
        agent.send(
                        "POST",
                        path + "/transfer",
                        "{\"creator_id\":" + heir.id() + "}",
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"9\"")
                .expectProblem(412);
        Answer answer =
                agent.post(path + "/transfer", Map.of("creator_id", heir.id())).expect(200);
        assertThat(answer.json().get("creator_id").longValue()).isEqualTo(heir.id());
        assertThat(answer.header("ETag")).isEqualTo("\"2\"");
        heir.client().get(path).expect(200);
        customer.client().get(path).expectProblem(404);
        agent.post(path + "/transfer", Map.of("creator_id", heir.id())).expect(200);

        List<JsonNode> events = api.events(id);
        assertThat(actions(events)).containsExactly("CREATE", "TRANSFER");
        assertThat(events.getLast().get("changes").toString())
                .isEqualTo("{\"creator_id\":{\"from\":" + customer.id() + ",\"to\":" + heir.id() + "}}");
        assertThat(events.getLast().at("/ticket/creator_id").longValue()).isEqualTo(heir.id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}; creator_id",
                "{\"creator_id\": null}; creator_id",
                "{\"creator_id\": \"7\"}; creator_id",
                "{\"creator_id\": 0}; creator_id",
                "{\"creator_id\": 1.5}; creator_id",
                "{\"creator_id\": 9223372036854775807}; creator_id",
                "{\"creator_id\": 9223372036854775808}; creator_id",
                "{\"creator_id\": [1]}; creator_id",
                "{\"creator_id\": 1, \"owner\": 2}; owner"
            })
    void aBrokenTransferIsNamedAndNothingChanges(String body, String field) {
        String path = "/tickets/" + ticket();
        assertThat(agent.post(path + "/transfer", body).expectProblem(400).blamed())
                .containsExactly(field);
        assertThat(agent.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    @Test
    void nobodyWhoIsInactiveIsGivenATicket() {
        Person gone = api.newPerson("customer");
        admin.patch("/users/" + gone.id(), Map.of("active", false)).expect(200);
        assertThat(agent.post("/tickets/" + ticket() + "/transfer", Map.of("creator_id", gone.id()))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("creator_id");
    }

    private long ticket() {
        return create(customer);
    }

    private static long create(Person person) {
        return person.client()
                .post("/tickets", Desk.ticketWith("tags", List.of("printer", "fire")))
                .expect(201)
                .id();
    }

    private static Answer delete(ApiClient client, String path, String... headers) {
        return client.send("DELETE", path, null, headers);
    }

    private static List<Long> ids(Answer page) {
        List<Long> ids = new ArrayList<>();
        page.expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").longValue()));
        return ids;
    }

    private static List<String> actions(List<JsonNode> events) {
        return events.stream().map(event -> event.get("action").textValue()).toList();
    }

    private static List<Long> versions(List<JsonNode> events) {
        return events.stream().map(event -> event.get("version").longValue()).toList();
    }
}
