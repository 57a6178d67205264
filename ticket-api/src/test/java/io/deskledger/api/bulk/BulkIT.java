package io.deskledger.api.bulk;

import static io.deskledger.api.bulk.BulkDesk.actions;
import static io.deskledger.api.bulk.BulkDesk.bulk;
import static io.deskledger.api.bulk.BulkDesk.counts;
import static io.deskledger.api.bulk.BulkDesk.filtered;
import static io.deskledger.api.bulk.BulkDesk.ids;
import static io.deskledger.api.bulk.BulkDesk.tickets;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every bulk action, and what is refused. */
class BulkIT {

    private static final long NOBODY = 999_999_999;

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();
    private final ApiClient client = agent.client();
    private final String category = "bulk " + UUID.randomUUID();

    @Test
    void createsTicketsThatAreLikeSingleOnes() {
        Person customer = api.customer();
        Map<String, Object> full = new HashMap<>(Desk.ticket());
        full.putAll(Map.of(
                "title", "Naïve 🎫 שלום",
                "tags", List.of("VPN", "bulk new " + category),
                "priority", "urgent",
                "category", category,
                "custom_fields", Map.of("site", "A"),
                "requester_id", customer.id(),
                "assignee_id", agent.id()));
        Answer made = client.post("/tickets/bulk", Map.of("action", "create", "tickets", List.of(full, Desk.ticket())))
                .expect(200);

        assertThat(counts(made)).containsExactly(2, 2, 0, 0);
        List<Long> ids = ids(made.json().get("ticket_ids"));
        JsonNode single = client.post("/tickets", full).expect(201).json();
        JsonNode first = client.get("/tickets/" + ids.getFirst()).expect(200).json();
        for (String field : List.of(
                "title",
                "description",
                "status",
                "priority",
                "initial_priority",
                "category",
                "custom_fields",
                "tags",
                "creator_id",
                "assignee_id",
                "version")) {
            assertThat(first.get(field)).as(field).isEqualTo(single.get(field));
        }
        assertThat(api.events(ids.getFirst())).singleElement().satisfies(event -> {
            assertThat(event.get("changes").get("tags"))
                    .isEqualTo(api.events(single.get("id").longValue())
                            .getFirst()
                            .get("changes")
                            .get("tags"));
        });
        assertThat(client.get("/tickets/" + ids.get(1)).json().get("creator_id").longValue())
                .isEqualTo(agent.id());
        assertThat(client.get("/tickets?q=Na%C3%AFve&category=" + category.replace(" ", "%20"))
                        .json()
                        .get("items"))
                .hasSize(2);
    }

    @Test
    void setsTheStatusByTheRulesOfSingleChanges() {
        List<Long> ids = tickets(client, 3, Map.of("assignee_id", agent.id()));
        client.patch("/tickets/" + ids.get(0), Map.of("status", "resolved")).expect(200);
        Answer done = bulk(client, "set_status", ids, "status", "resolved").expect(200);

        assertThat(counts(done)).containsExactly(3, 2, 1, 0);
        JsonNode ticket = client.get("/tickets/" + ids.get(1)).json();
        assertThat(ticket.get("resolved_assignee_id").longValue()).isEqualTo(agent.id());
        assertThat(ticket.get("resolved_at").isNull()).isFalse();
        assertThat(ticket.get("title").textValue()).isEqualTo(Desk.ticket().get("title"));
        assertThat(actions(api, ids.get(1))).containsExactly("1 CREATE", "2 UPDATE");
        assertThat(api.events(ids.get(1)).get(1).get("changes").fieldNames())
                .toIterable()
                .containsExactly("status", "resolved_assignee_id", "resolved_at");
        assertThat(moves(ids.get(1))).isEqualTo(1);

        bulk(client, "set_status", ids, "status", "open").expect(200);
        assertThat(client.get("/tickets/" + ids.get(1))
                        .json()
                        .get("reopen_count")
                        .intValue())
                .isEqualTo(1);
        Answer refused = bulk(client, "set_status", ids, "status", "closed").expectProblem(409);
        assertThat(refused.json().get("rejected")).hasSize(3);
        assertThat(refused.json().at("/rejected/0/reason").textValue())
                .isEqualTo("A ticket can't go from open to closed");
    }

    @Test
    void oneRejectedTicketStopsAllUnlessTheyAreSkipped() {
        List<Long> ids = tickets(client, 3);
        bulk(client, "soft_delete", List.of(ids.get(2))).expect(200);
        List<Long> named = List.of(ids.get(0), NOBODY, ids.get(1), ids.get(2));
        Answer refused =
                bulk(client, "set_status", named, "status", "in_progress").expectProblem(409);

        assertThat(refused.json().get("changeable").intValue()).isEqualTo(2);
        assertThat(refused.json().get("rejected").toString())
                .isEqualTo("[{\"ticket_id\":" + ids.get(2) + ",\"reason\":\"There is no such ticket\"},"
                        + "{\"ticket_id\":" + NOBODY + ",\"reason\":\"There is no such ticket\"}]");
        assertThat(client.get("/tickets/" + ids.get(0)).json().get("version").intValue())
                .isEqualTo(1);
        Answer skipped = bulk(client, "set_status", named, "status", "in_progress", "skip_rejected", true)
                .expect(200);
        assertThat(counts(skipped)).containsExactly(2, 2, 0, 2);
        assertThat(ids(skipped.json().get("ticket_ids"))).containsExactly(ids.get(0), ids.get(1));
        assertThat(actions(api, ids.get(0))).containsExactly("1 CREATE", "2 UPDATE");
    }

    @Test
    void assignsToStaffAndToNobody() {
        List<Long> ids = tickets(client, 2);
        assertThat(counts(bulk(client, "assign", ids, "assignee_id", agent.id()).expect(200)))
                .containsExactly(2, 2, 0, 0);
        assertThat(counts(bulk(client, "assign", ids, "assignee_id", agent.id()).expect(200)))
                .containsExactly(2, 0, 2, 0);
        Map<String, Object> nobody = new HashMap<>(Map.of("action", "assign", "ticket_ids", ids));
        nobody.put("assignee_id", null);
        client.post("/tickets/bulk", nobody).expect(200);
        assertThat(client.get("/tickets/" + ids.get(0))
                        .json()
                        .get("assignee_id")
                        .isNull())
                .isTrue();
        for (long id : List.of(api.customer().id(), NOBODY)) {
            assertThat(bulk(client, "assign", ids, "assignee_id", id)
                            .expectProblem(400)
                            .blamed())
                    .containsExactly("assignee_id");
        }
    }

    @Test
    void addsAndRemovesTags() {
        List<Long> ids = tickets(client, 2, Map.of("tags", List.of("fire")));
        String unused = "new " + category;
        Answer added =
                bulk(client, "add_tags", ids, "tags", List.of("Fire", unused)).expect(200);
        assertThat(counts(added)).containsExactly(2, 2, 0, 0);
        assertThat(client.get("/tickets/" + ids.get(0)).json().get("tags").toString())
                .isEqualTo("[\"fire\",\"" + unused + "\"]");
        assertThat(api.events(ids.get(0)).get(1).get("changes").toString())
                .isEqualTo("{\"tags\":{\"from\":[\"fire\"],\"to\":[\"fire\",\"" + unused + "\"]}}");
        assertThat(counts(bulk(client, "add_tags", ids, "tags", List.of("fire")).expect(200)))
                .containsExactly(2, 0, 2, 0);
        assertThat(counts(bulk(client, "remove_tags", ids, "tags", List.of("fire", "never there"))
                        .expect(200)))
                .containsExactly(2, 2, 0, 0);
        assertThat(client.get("/tickets/" + ids.get(1)).json().get("tags").toString())
                .isEqualTo("[\"" + unused + "\"]");
        List<String> fifty = LongStream.range(0, 50).mapToObj(i -> "many " + i).toList();
        assertThat(bulk(client, "add_tags", ids, "tags", fifty)
                        .expectProblem(409)
                        .json()
                        .at("/rejected/0/reason")
                        .textValue())
                .contains("51 tags");
    }

    @Test
    void mergesCustomFieldsAndKeepsTheRest() {
        List<Long> ids = tickets(client, 2, Map.of("custom_fields", Map.of("a", 1, "b", Map.of("c", 2, "d", 3))));
        Map<String, Object> inner = new HashMap<>();
        inner.put("c", null);
        inner.put("e", 1.5);
        bulk(client, "merge_custom_fields", ids, "custom_fields", Map.of("b", inner, "f", "x"))
                .expect(200);
        JsonNode ticket = client.get("/tickets/" + ids.get(1)).json();
        assertThat(ticket.get("custom_fields").toString()).isEqualTo("{\"a\":1,\"b\":{\"d\":3,\"e\":1.5},\"f\":\"x\"}");
        assertThat(ticket.get("description").textValue())
                .isEqualTo(Desk.ticket().get("description"));
    }

    @Test
    void deletesRestoresAndDeletesForGood() {
        List<Long> ids = tickets(client, 2, Map.of("tags", List.of("fire")));
        bulk(client, "soft_delete", ids).expect(200);
        client.get("/tickets/" + ids.get(0)).expectProblem(404);
        bulk(client, "soft_delete", ids).expectProblem(409);
        bulk(client, "restore", ids).expect(200);
        assertThat(bulk(client, "restore", ids)
                        .expectProblem(409)
                        .json()
                        .at("/rejected/0/reason")
                        .textValue())
                .isEqualTo("The ticket is not deleted");
        bulk(client, "permanent_delete", ids).expectProblem(403);
        client.post("/tickets/" + ids.get(0) + "/comments", Map.of("content", "Hello"))
                .expect(201);
        Answer gone = bulk(api.admin(), "permanent_delete", ids).expect(200);
        assertThat(actions(api, ids.get(0)))
                .containsExactly("1 CREATE", "2 SOFT_DELETE", "3 RESTORE", "4 COMMENT", "5 PERMANENT_DELETE");
        JsonNode last = api.events(ids.get(0)).getLast().get("changes");
        assertThat(last.at("/description/from").textValue())
                .isEqualTo(Desk.ticket().get("description"));
        assertThat(last.at("/tags/from").toString()).isEqualTo("[\"fire\"]");
        assertThat(last.at("/comment_ids/from")).hasSize(1);
        assertThat(api.count("SELECT version FROM ticket_tombstones WHERE ticket_id = " + ids.get(0)))
                .isEqualTo(5);
        BulkDesk.undo(api.admin(), gone).expectProblem(409);
    }

    @Test
    void closesWhatWasResolvedLongAgo() {
        List<Long> ids = tickets(client, 3, Map.of("category", category));
        bulk(client, "set_status", ids.subList(0, 2), "status", "resolved").expect(200);
        api.execute("UPDATE tickets SET resolved_at = resolved_at - interval '8 days' WHERE id = " + ids.get(0));
        Answer closed = filtered(client, "close_resolved", Map.of("category", category), "older_than_days", 7)
                .expect(200);
        assertThat(counts(closed)).containsExactly(1, 1, 0, 0);
        assertThat(client.get("/tickets/" + ids.get(0)).text("status")).isEqualTo("closed");
        assertThat(bulk(client, "close_resolved", ids, "older_than_days", 7, "skip_rejected", true)
                        .expect(200)
                        .json()
                        .get("rejected")
                        .findValuesAsText("reason"))
                .containsExactly(
                        "The ticket is not resolved",
                        "The ticket was resolved less than 7 days ago",
                        "The ticket is not resolved");
        assertThat(counts(client.post("/tickets/bulk", Map.of("action", "close_resolved", "older_than_days", 36_500))
                        .expect(200)))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void takesTheFiltersOfTheList() {
        List<Long> ids = tickets(client, 4, Map.of("category", category, "tags", List.of("fire")));
        bulk(client, "set_status", ids.subList(0, 2), "status", "in_progress").expect(200);
        Map<String, Object> filter = Map.of(
                "category",
                category,
                "status",
                List.of("open", "resolved"),
                "unassigned",
                true,
                "tag",
                "fire",
                "q",
                "printer",
                "creator_id",
                agent.id());
        assertThat(counts(filtered(client, "assign", filter, "assignee_id", agent.id())
                        .expect(200)))
                .containsExactly(2, 2, 0, 0);
        filtered(client, "restore", Map.of("category", category)).expectProblem(403);
        bulk(client, "soft_delete", ids.subList(0, 3)).expect(200);
        assertThat(counts(filtered(api.admin(), "restore", Map.of("category", category))
                        .expect(200)))
                .containsExactly(3, 3, 0, 0);
    }

    @Test
    void aDryRunLeavesNothing() {
        List<Long> ids = tickets(client, 2);
        long events = api.eventCount();
        long tags = api.count("SELECT count(*) FROM tags");
        long bulks = api.count("SELECT count(*) FROM bulk_changes");
        Answer dry = bulk(client, "add_tags", ids, "tags", List.of("dry " + category), "dry_run", true)
                .expect(200);
        assertThat(counts(dry)).containsExactly(2, 2, 0, 0);
        assertThat(dry.json().get("bulk_id").isNull()).isTrue();
        assertThat(dry.json().get("dry_run").booleanValue()).isTrue();
        Answer rejected = bulk(client, "soft_delete", List.of(ids.get(0), NOBODY), "dry_run", true)
                .expect(200);
        assertThat(counts(rejected)).containsExactly(1, 1, 0, 1);
        client.post("/tickets/bulk", Map.of("action", "create", "tickets", List.of(Desk.ticket()), "dry_run", true))
                .expect(200);
        assertThat(api.eventCount()).isEqualTo(events);
        assertThat(api.count("SELECT count(*) FROM tags")).isEqualTo(tags);
        assertThat(api.count("SELECT count(*) FROM bulk_changes")).isEqualTo(bulks);
        assertThat(client.get("/tickets/" + ids.get(0)).json().get("version").intValue())
                .isEqualTo(1);
    }

    @Test
    void customersLearnNothing() {
        List<Long> own =
                List.of(api.customer().client().post("/tickets", Desk.ticket()).id());
        for (List<Long> ids : List.of(own, List.of(NOBODY))) {
            Answer answer = bulk(api.customer().client(), "soft_delete", ids).expectProblem(403);
            assertThat(answer.response().body()).doesNotContain("rejected");
        }
        api.customer()
                .client()
                .send("POST", "/tickets/bulk/" + UUID.randomUUID() + "/undo", null)
                .expectProblem(403);
        bulk(api.anonymous(), "soft_delete", own).expectProblem(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; action",
                "{\"action\": \"explode\"}; action",
                "{\"action\": null}; action",
                "{\"action\": \"soft_delete\"}; ticket_ids",
                "{\"action\": \"soft_delete\", \"ticket_ids\": [1], \"filter\": {}}; ticket_ids",
                "{\"action\": \"soft_delete\", \"ticket_ids\": []}; ticket_ids",
                "{\"action\": \"soft_delete\", \"ticket_ids\": null}; ticket_ids",
                "{\"action\": \"soft_delete\", \"ticket_ids\": [1, \"2\"]}; ticket_ids[1]",
                "{\"action\": \"soft_delete\", \"ticket_ids\": [0]}; ticket_ids[0]",
                "{\"action\": \"soft_delete\", \"ticket_ids\": [1], \"status\": \"open\"}; status",
                "{\"action\": \"soft_delete\", \"ticket_ids\": [1], \"dry_run\": \"yes\"}; dry_run",
                "{\"action\": \"soft_delete\", \"filter\": []}; filter",
                "{\"action\": \"soft_delete\", \"filter\": {\"colour\": \"red\"}}; filter.colour",
                "{\"action\": \"soft_delete\", \"filter\": {\"status\": \"ajar\"}}; filter.status",
                "{\"action\": \"soft_delete\", \"filter\": {\"limit\": 5}}; filter.limit",
                "{\"action\": \"soft_delete\", \"filter\": {\"creator_id\": {}}}; filter.creator_id",
                "{\"action\": \"soft_delete\", \"filter\": {\"q\": \"a\\u0000b\"}}; filter.q",
                "{\"action\": \"set_status\", \"ticket_ids\": [1]}; status",
                "{\"action\": \"set_status\", \"ticket_ids\": [1], \"status\": \"ajar\"}; status",
                "{\"action\": \"assign\", \"ticket_ids\": [1]}; assignee_id",
                "{\"action\": \"add_tags\", \"ticket_ids\": [1], \"tags\": []}; tags",
                "{\"action\": \"add_tags\", \"ticket_ids\": [1], \"tags\": [\" \"]}; tags[0]",
                "{\"action\": \"merge_custom_fields\", \"ticket_ids\": [1], \"custom_fields\": []}; custom_fields",
                "{\"action\": \"close_resolved\"}; older_than_days",
                "{\"action\": \"close_resolved\", \"older_than_days\": -1}; older_than_days",
                "{\"action\": \"create\"}; tickets",
                "{\"action\": \"create\", \"tickets\": []}; tickets",
                "{\"action\": \"create\", \"tickets\": [1]}; tickets[0]",
                "{\"action\": \"create\", \"tickets\": [{\"title\": \"Printer\", \"description\": \"Smoke is everywhere\", \"colour\": 1}]}; tickets[0].colour",
                "{\"action\": \"create\", \"tickets\": [{\"title\": \"P\", \"description\": \"Smoke is everywhere\"}]}; tickets[0].title",
                "{\"action\": \"create\", \"tickets\": [{\"title\": \"Printer\", \"description\": \"Smoke is everywhere\", \"assignee_id\": 999999999}]}; tickets[0].assignee_id",
                "{\"action\": \"create\", \"tickets\": [{\"title\": \"Printer\", \"description\": \"Smoke is everywhere\", \"auto_assign\": true}]}; tickets[0].auto_assign",
                "{\"action\": \"create\", \"tickets\": [], \"skip_rejected\": true}; tickets,skip_rejected"
            })
    void whatIsWrongIsNamed(String body, String fields) {
        assertThat(client.post("/tickets/bulk", body).expectProblem(400).blamed())
                .containsExactly(fields.split(","));
    }

    @Test
    void tenThousandAreTheMost() {
        List<Long> many = LongStream.rangeClosed(1, 10_001).boxed().toList();
        assertThat(bulk(client, "soft_delete", many).expectProblem(400).blamed())
                .containsExactly("ticket_ids");
        client.send("POST", "/tickets/bulk", " ".repeat(16 * 1024 * 1024 + 1), "Content-Type", "application/json")
                .expectProblem(413);
        client.send("POST", "/tickets/bulk", "{", "Content-Type", "application/json")
                .expectProblem(400);
    }

    @Test
    void whoCanNotBeAssignedIsNamedByPlaceAndNothingIsMade() {
        List<Map<String, Object>> tickets = new ArrayList<>(Collections.nCopies(701, Desk.ticket()));
        tickets.set(700, Desk.ticketWith("assignee_id", NOBODY));
        long before = api.count("SELECT count(*) FROM tickets");
        assertThat(client.post("/tickets/bulk", Map.of("action", "create", "tickets", tickets))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("tickets[700].assignee_id");
        assertThat(api.count("SELECT count(*) FROM tickets")).isEqualTo(before);
    }

    private long moves(long id) {
        return api.count("SELECT count(*) FROM status_changes WHERE ticket_id = " + id);
    }
}
