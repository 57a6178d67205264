package io.deskledger.api.bulk;

import static io.deskledger.api.bulk.BulkDesk.actions;
import static io.deskledger.api.bulk.BulkDesk.bulk;
import static io.deskledger.api.bulk.BulkDesk.counts;
import static io.deskledger.api.bulk.BulkDesk.tickets;
import static io.deskledger.api.bulk.BulkDesk.undo;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bulk changes taken back. */
class BulkUndoIT {

    private final ApiServer api = ApiServer.shared();
    private final ApiClient client = api.agent().client();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "set_status; status; `\"in_progress\"`",
                "set_status; status; `\"resolved\"`",
                "assign; assignee_id; AGENT",
                "add_tags; tags; `[\"fire\", \"undo\"]`",
                "remove_tags; tags; `[\"fire\", \"none\"]`",
                "merge_custom_fields; custom_fields; `{\"a\": null, \"b\": {\"c\": 1}}`",
                "soft_delete; dry_run; false"
            })
    void undoGivesBackWhatWasThereBefore(String action, String field, String value) {
        long id = tickets(client, 1, Map.of("tags", List.of("fire", "x"), "custom_fields", Map.of("a", 1.50)))
                .getFirst();
        JsonNode before = ticket(id);
        Answer done = client.post(
                        "/tickets/bulk",
                        "{\"action\": \"%s\", \"ticket_ids\": [%d], \"%s\": %s}"
                                .formatted(
                                        action,
                                        id,
                                        field,
                                        value.replace(
                                                "AGENT",
                                                Long.toString(api.agent().id()))))
                .expect(200);
        assertThat(api.count("SELECT version FROM tickets WHERE id = " + id)).isEqualTo(2);
        assertThat(counts(undo(client, done).expect(200))).containsExactly(1, 1, 0, 0);
        assertThat(ticket(id)).isEqualTo(before);
        assertThat(actions(api, id)).hasSize(3).last().asString().startsWith("3 ");
        undo(client, done).expectProblem(409);
    }

    @Test
    void aReopeningThatIsTakenBackCountsNowhere() {
        long id = tickets(client, 1).getFirst();
        bulk(client, "set_status", List.of(id), "status", "resolved").expect(200);
        JsonNode before = ticket(id);
        Answer reopened =
                bulk(client, "set_status", List.of(id), "status", "open").expect(200);
        assertThat(reopenings(id)).isEqualTo(1);
        undo(client, reopened).expect(200);

        assertThat(ticket(id)).isEqualTo(before);
        assertThat(reopenings(id)).isZero();
        assertThat(api.count("SELECT count(*) FROM status_changes WHERE undone AND ticket_id = " + id))
                .isEqualTo(2);
        JsonNode last = api.events(id).getLast().get("changes");
        assertThat(last.at("/reopened_at/from")).hasSize(1);
        assertThat(last.at("/reopen_count/to").intValue()).isZero();
    }

    @Test
    void aResolutionThatIsTakenBackIsNoReopening() {
        long id = tickets(client, 1).getFirst();
        Answer resolved =
                bulk(client, "set_status", List.of(id), "status", "resolved").expect(200);
        undo(client, resolved).expect(200);
        assertThat(reopenings(id)).isZero();
        assertThat(ticket(id).get("reopen_count").intValue()).isZero();
    }

    @Test
    void whatSomebodyHasChangedSinceStays() {
        List<Long> ids = tickets(client, 4);
        Answer done = bulk(client, "set_status", ids, "status", "in_progress").expect(200);
        client.patch("/tickets/" + ids.get(0), Map.of("status", "waiting_on_customer"))
                .expect(200);
        client.patch("/tickets/" + ids.get(0), Map.of("status", "in_progress")).expect(200);
        client.patch("/tickets/" + ids.get(1), Map.of("title", "Another title")).expect(200);
        bulk(client, "soft_delete", List.of(ids.get(2))).expect(200);
        bulk(api.admin(), "permanent_delete", List.of(ids.get(3))).expect(200);
        Answer undone = undo(client, done).expect(200);

        assertThat(counts(undone)).containsExactly(2, 1, 0, 2);
        assertThat(undone.json().get("rejected").findValuesAsText("reason"))
                .containsExactly("The ticket was changed since", "There is no such ticket");
        assertThat(ticket(ids.get(0)).get("status").textValue()).isEqualTo("in_progress");
        assertThat(ticket(ids.get(1)).get("status").textValue()).isEqualTo("open");
        assertThat(ticket(ids.get(1)).get("title").textValue()).isEqualTo("Another title");
    }

    @Test
    void otherTagsAndFieldsDoNotMatterTheSameDo() {
        List<Long> ids = tickets(client, 2, Map.of("custom_fields", Map.of("a", 1, "b", 2)));
        Answer tagged =
                bulk(client, "add_tags", ids, "tags", List.of("one", "two")).expect(200);
        client.post("/tickets/" + ids.get(0) + "/tags", Map.of("names", List.of("three")))
                .expect(200);
        client.send("DELETE", "/tickets/" + ids.get(1) + "/tags/one", null).expect(200);
        assertThat(counts(undo(client, tagged).expect(200))).containsExactly(2, 1, 0, 1);
        assertThat(ticket(ids.get(0)).get("tags").toString()).isEqualTo("[\"three\"]");
        assertThat(ticket(ids.get(1)).get("tags").toString()).isEqualTo("[\"two\"]");

        Answer merged = bulk(client, "merge_custom_fields", ids, "custom_fields", Map.of("a", 9))
                .expect(200);
        client.patch("/tickets/" + ids.get(0), Map.of("custom_fields", Map.of("b", 8)))
                .expect(200);
        client.patch("/tickets/" + ids.get(1), Map.of("custom_fields", Map.of("a", 7)))
                .expect(200);
        assertThat(counts(undo(client, merged).expect(200))).containsExactly(2, 1, 0, 1);
        assertThat(ticket(ids.get(0)).get("custom_fields").toString()).isEqualTo("{\"a\":1,\"b\":8}");
    }

    @Test
    void nobodyWhoLeftIsGivenATicketBack() {
        Person former = api.newPerson("agent");
        List<Long> ids = tickets(client, 2);
        client.patch("/tickets/" + ids.get(0), Map.of("assignee_id", former.id()))
                .expect(200);
        Answer done =
                bulk(client, "assign", ids, "assignee_id", api.agent().id()).expect(200);
        api.admin().patch("/users/" + former.id(), Map.of("active", false)).expect(200);
        Answer undone = undo(client, done).expect(200);

        assertThat(counts(undone)).containsExactly(2, 1, 0, 1);
        assertThat(undone.json().at("/rejected/0/reason").textValue())
                .isEqualTo("The former assignee is no active member of staff any more");
        assertThat(ticket(ids.get(0)).get("assignee_id").longValue())
                .isEqualTo(api.agent().id());
        assertThat(ticket(ids.get(1)).get("assignee_id").isNull()).isTrue();
    }

    @Test
    void newTicketsAreDeletedWhereNobodyHasTouchedThem() {
        Answer made = client.post(
                        "/tickets/bulk", Map.of("action", "create", "tickets", List.of(Desk.ticket(), Desk.ticket())))
                .expect(200);
        List<Long> ids = BulkDesk.ids(made.json().get("ticket_ids"));
        client.post("/tickets/" + ids.get(0) + "/comments", Map.of("content", "Hello"))
                .expect(201);
        assertThat(counts(undo(client, made).expect(200))).containsExactly(2, 1, 0, 1);
        client.get("/tickets/" + ids.get(0)).expect(200);
        client.get("/tickets/" + ids.get(1)).expectProblem(404);
        assertThat(actions(api, ids.get(1))).containsExactly("1 CREATE", "2 SOFT_DELETE");
    }

    @Test
    void aRestorationIsTakenBack() {
        List<Long> ids = tickets(client, 1);
        bulk(client, "soft_delete", ids).expect(200);
        Answer restored = bulk(client, "restore", ids).expect(200);
        undo(client, restored).expect(200);
        client.get("/tickets/" + ids.getFirst()).expectProblem(404);
        assertThat(actions(api, ids.getFirst())).last().isEqualTo("4 SOFT_DELETE");
    }

    @Test
    void onlyWhoMadeItAndAdminsUndoItAndNotForEver() {
        List<Long> ids = tickets(client, 1);
        Answer done = bulk(client, "soft_delete", ids).expect(200);
        undo(api.newPerson("agent").client(), done).expectProblem(404);
        undo(api.admin(), done).expect(200);
        client.send("POST", "/tickets/bulk/" + UUID.randomUUID() + "/undo", null)
                .expectProblem(404);
        client.send("POST", "/tickets/bulk/17/undo", null).expectProblem(400);

        Answer old = bulk(client, "soft_delete", ids).expect(200);
        api.execute("UPDATE bulk_changes SET made_at = made_at - interval '8 days' WHERE id = '" + old.text("bulk_id")
                + "'");
        api.server().getApplicationContext().getBean(BulkRetention.class).run();
        undo(client, old).expectProblem(404);
        assertThat(api.count("SELECT count(*) FROM bulk_change_tickets WHERE bulk_id = '" + old.text("bulk_id") + "'"))
                .isZero();
    }

    private long reopenings(long id) {
        return api.count("SELECT count(*) FROM status_changes WHERE reopened AND ticket_id = " + id);
    }

    /** What the undoing of a change gives back: everything but that there were changes. */
    private JsonNode ticket(long id) {
        ObjectNode ticket =
                (ObjectNode) client.get("/tickets/" + id).expect(200).json();
        return ticket.without(List.of("version", "updated_at"));
    }
}
