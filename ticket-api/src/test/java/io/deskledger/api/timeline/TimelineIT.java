package io.deskledger.api.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class TimelineIT {

    private static AuditDatabase audit;
    private static ApiServer api;
    private static Person agent;
    private static Person customer;

    @BeforeAll
    static void start() {
        DatabaseAccess database = ApiServer.newDesk();
        audit = new AuditDatabase(database);
        api = ApiServer.start(database, Map.of("deskledger.relay.enabled", false));
        agent = api.agent();
        customer = api.customer();
        long ticket = customer.client().post("/tickets", Desk.ticket()).id();
        api.admin().get("/tickets/" + ticket + "/timeline").expectProblem(503);
        audit.migrate();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @Test
    void commentsAndChangesStandInOneOrderForThoseWhoMaySeeThem() {
        long id = customer.client().post("/tickets", Desk.ticket()).id();
        String path = "/tickets/" + id;
        agent.client().patch(path, Map.of("assignee_id", agent.id(), "status", "in_progress"));
        comment(id, "A word among us", true);
        comment(id, "We look into it", false);
        agent.client().patch(path, Map.of("status", "waiting_on_customer"));
        customer.client()
                .post(path + "/comments", Map.of("content", "Still burning"))
                .expect(201);
        long gone = comment(id, "Oops", false);
        agent.client().send("DELETE", path + "/comments/" + gone, null).expect(204);
        long hidden = comment(id, "Oops among us", true);
        agent.client().send("DELETE", path + "/comments/" + hidden, null).expect(204);

        assertThat(told(agent.client(), path + "/timeline"))
                .as("before anything is audited")
                .containsExactly("A word among us", "We look into it", "Still burning");
        audit.consumeOutbox();
        List<String> staff = List.of(
                "1 CREATE [ticket_number, title, description, status, priority, creator_id]",
                "2 UPDATE [status, assignee_id]",
                "A word among us",
                "We look into it",
                "4 COMMENT [first_responded_at, first_responder_id]",
                "5 UPDATE [status]",
                "Still burning",
                "6 COMMENT [status]",
                "8 DELETE_COMMENT [comment]",
                "10 DELETE_COMMENT [comment]");
        List<String> own = new ArrayList<>(staff);
        own.removeAll(List.of(staff.get(2), staff.get(4), staff.get(9)));
        assertThat(told(agent.client(), path + "/timeline")).containsExactlyElementsOf(normal(staff));
        assertThat(told(customer.client(), path + "/timeline")).containsExactlyElementsOf(normal(own));
        for (String limit : List.of("1", "2", "3", "200")) {
            assertThat(told(agent.client(), path + "/timeline?limit=" + limit))
                    .containsExactlyElementsOf(normal(staff));
            assertThat(told(customer.client(), path + "/timeline?order=desc&limit=" + limit))
                    .containsExactlyElementsOf(normal(own).reversed());
        }
    }

    @Test
    void whoActedAndWhatWasWrittenIsShown() {
        long id = customer.client().post("/tickets", Desk.ticket()).id();
        long comment = comment(id, "We look into it", false);
        agent.client()
                .patch("/tickets/" + id + "/comments/" + comment, Map.of("content", "We saw it"))
                .expect(200);
        audit.consumeOutbox();
        JsonNode items = customer.client()
                .get("/tickets/" + id + "/timeline")
                .expect(200)
                .json()
                .get("items");
        assertThat(items.get(0).at("/actor").toString())
                .isEqualTo("{\"id\":%d,\"role\":\"customer\",\"full_name\":\"A customer\"}".formatted(customer.id()));
        assertThat(items.get(0).at("/change/changes/status/to").textValue()).isEqualTo("open");
        assertThat(items.get(0).has("comment")).isFalse();
        assertThat(items.get(1).get("kind").textValue()).isEqualTo("comment");
        assertThat(items.get(1).at("/comment/content").textValue()).isEqualTo("We saw it");
        assertThat(items.get(1).at("/comment/version").longValue()).isEqualTo(2);
        assertThat(items.get(1).at("/actor/full_name").textValue()).isEqualTo("A agent");
        assertThat(items.get(2).at("/change/changes/comment/from/content").textValue())
                .isEqualTo("We look into it");
    }

    @Test
    void whatWasHiddenLaterIsToldToCustomersNoLonger() {
        long id = customer.client().post("/tickets", Desk.ticket()).id();
        String comments = "/tickets/" + id + "/comments/";
        long hidden = comment(id, "We said too much", false);
        agent.client()
                .patch(comments + hidden, Map.of("content", "We said far too much"))
                .expect(200);
        agent.client().patch(comments + hidden, Map.of("is_internal", true)).expect(200);
        long gone = comment(id, "This is too much, too", false);
        agent.client().patch(comments + gone, Map.of("is_internal", true)).expect(200);
        agent.client().send("DELETE", comments + gone, null).expect(204);
        long shown = comment(id, "Fine words", false);
        agent.client().patch(comments + shown, Map.of("content", "Finer words")).expect(200);
        long deleted = comment(id, "Fine but gone", false);
        agent.client().send("DELETE", comments + deleted, null).expect(204);
        audit.consumeOutbox();
        for (String path : List.of("/audit", "/timeline", "/audit?order=desc", "/timeline?order=desc")) {
            assertThat(text(customer.client(), id, path))
                    .as(path)
                    .contains("Fine words", "Finer words", "Fine but gone")
                    .doesNotContain("too much");
            assertThat(text(agent.client(), id, path)).as(path).contains("said too much", "This is too much");
        }
        agent.client().patch(comments + hidden, Map.of("is_internal", false)).expect(200);
        assertThat(text(customer.client(), id, "/audit")).contains("We said too much", "We said far too much");
    }

    private static String text(ApiClient client, long ticket, String path) {
        return client.get("/tickets/" + ticket + path).expect(200).response().body();
    }

    @Test
    void foreignAndDeletedTicketsAreNotFound() {
        long id = customer.client().post("/tickets", Desk.ticket()).id();
        String path = "/tickets/" + id + "/timeline";
        api.newPerson("customer").client().get(path).expectProblem(404);
        agent.client().get("/tickets/987654321/timeline").expectProblem(404);
        agent.client().send("DELETE", "/tickets/" + id, null).expect(204);
        customer.client().get(path).expectProblem(404);
        agent.client().get(path).expectProblem(404);
        api.admin().get(path + "?deleted=include").expect(200);
        agent.client().get(path + "?deleted=include").expectProblem(403);
        for (String wrong : List.of("order=up", "limit=201", "cursor=x", "page=2")) {
            assertThat(agent.client().get(path + "?" + wrong).expectProblem(400).blamed())
                    .containsExactly(wrong.substring(0, wrong.indexOf('=')));
        }
    }

    private long comment(long ticket, String content, boolean internal) {
        return agent.client()
                .post("/tickets/" + ticket + "/comments", Map.of("content", content, "is_internal", internal))
                .expect(201)
                .id();
    }

    /** The order of fields within a change is not the timeline's. */
    private static List<String> normal(List<String> told) {
        return told.stream()
                .map(text -> text.chars().filter(c -> c == '[').count() == 1 ? sorted(text) : text)
                .toList();
    }

    private static String sorted(String text) {
        int from = text.indexOf('[');
        String[] fields = text.substring(from + 1, text.length() - 1).split(", ", -1);
        Arrays.sort(fields);
        return text.substring(0, from) + Arrays.toString(fields);
    }

    private static List<String> told(ApiClient client, String path) {
        List<String> told = new ArrayList<>();
        String next = path;
        while (next != null) {
            JsonNode page = client.get(next).expect(200).json();
            for (JsonNode item : page.get("items")) {
                JsonNode change = item.get("change");
                if (change == null) {
                    told.add(item.at("/comment/content").textValue());
                } else {
                    List<String> fields = new ArrayList<>();
                    change.get("changes").fieldNames().forEachRemaining(fields::add);
                    told.add(sorted(
                            change.get("version") + " " + change.get("action").textValue() + " " + fields));
                }
            }
            JsonNode cursor = page.get("next_cursor");
            next = cursor.isNull() ? null : path + (path.contains("?") ? "&" : "?") + "cursor=" + cursor.textValue();
        }
        return told;
    }
}
