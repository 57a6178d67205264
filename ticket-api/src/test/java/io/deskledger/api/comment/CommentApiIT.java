package io.deskledger.api.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentApiIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();
    private final Person customer = api.customer();

    @Test
    void staffsFirstPublicCommentIsTheResponseAndStandsInItsEvent() {
        long id = ticket();
        comment(agent, id, "Internal first", true).expect(201);
        assertThat(agent.client()
                        .get("/tickets/" + id)
                        .json()
                        .get("response_time_hours")
                        .isNull())
                .isTrue();
        Answer written = comment(agent, id, "Have you tried water?", false).expect(201);
        Answer ticket = agent.client().get("/tickets/" + id);
        assertThat(ticket.json().get("first_responder_id").longValue()).isEqualTo(agent.id());
        assertThat(ticket.json().get("response_time_hours").decimalValue()).isZero();

        List<JsonNode> events = api.events(id);
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "COMMENT", "COMMENT");
        JsonNode changes = events.getLast().get("changes");
        assertThat(changes.at("/comment/to/id").longValue()).isEqualTo(written.id());
        assertThat(changes.at("/comment/to/content").textValue()).isEqualTo("Have you tried water?");
        assertThat(changes.at("/first_responder_id/to").longValue()).isEqualTo(agent.id());
        assertThat(changes.has("first_responded_at")).isTrue();
        assertThat(events.get(1).at("/changes/comment/to/is_internal").booleanValue())
                .isTrue();
    }

    @Test
    void customersNeverSeeInternalComments() {
        long id = ticket();
        comment(agent, id, "He is not going to like this", true).expect(201);
        comment(agent, id, "We are on it", false).expect(201);
        comment(customer, id, "Thank you", false).expect(201);
        assertThat(contents(customer, "/tickets/" + id + "/comments")).containsExactly("We are on it", "Thank you");
        assertThat(contents(agent, "/tickets/" + id + "/comments")).hasSize(3);
        assertThat(comment(customer, id, "Psst", true).expectProblem(400).blamed())
                .containsExactly("is_internal");
    }

    @Test
    void aCustomersCommentReopensInTheSameEvent() {
        long id = ticket();
        agent.client().patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        comment(customer, id, "It burns again", false).expect(201);
        JsonNode ticket = agent.client().get("/tickets/" + id).json();
        assertThat(ticket.get("status").textValue()).isEqualTo("open");
        assertThat(ticket.get("reopen_count").intValue()).isEqualTo(1);
        assertThat(ticket.get("version").longValue()).isEqualTo(3);
        JsonNode changes = api.events(id).getLast().get("changes");
        assertThat(changes.at("/status/from").textValue()).isEqualTo("resolved");
        assertThat(changes.at("/resolved_at/to").isNull()).isTrue();
        assertThat(api.count("SELECT count(*) FROM status_changes WHERE reopened AND ticket_id = " + id))
                .isEqualTo(1);
    }

    @Test
    void aClosedTicketTakesNoMoreOfItsCustomersComments() {
        long id = ticket();
        agent.client().patch("/tickets/" + id, Map.of("status", "resolved")).expect(200);
        agent.client().patch("/tickets/" + id, Map.of("status", "closed")).expect(200);
        assertThat(comment(customer, id, "One more thing", false)
                        .expectProblem(409)
                        .text("detail"))
                .contains("closed");
        comment(agent, id, "A late note", false).expect(201);
        assertThat(agent.client().get("/tickets/" + id).text("status")).isEqualTo("closed");
    }

    @Test
    void commentsAreWalkedPageByPage() {
        long id = ticket();
        for (int i = 0; i < 5; i++) {
            comment(agent, id, "Comment " + i, false).expect(201);
        }
        List<String> seen = new ArrayList<>();
        String next = "/tickets/" + id + "/comments?limit=2";
        while (next != null) {
            seen.addAll(contents(agent, next));
            JsonNode cursor = agent.client().get(next).json().get("next_cursor");
            next = cursor.isNull() ? null : "/tickets/" + id + "/comments?limit=2&cursor=" + cursor.textValue();
        }
        assertThat(seen).containsExactly("Comment 0", "Comment 1", "Comment 2", "Comment 3", "Comment 4");
    }

    @Test
    void whatIsWrongIsNamed() {
        long id = ticket();
        assertThat(agent.client()
                        .post("/tickets/" + id + "/comments", Map.of("content", "  "))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("content");
        assertThat(agent.client()
                        .post("/tickets/" + id + "/comments", Map.of("text", "hello"))
                        .expectProblem(400)
                        .blamed())
                .containsExactlyInAnyOrder("content", "text");
        comment(agent, 999_999_999, "Into the void", false).expectProblem(404);
    }

    private long ticket() {
        return customer.client().post("/tickets", Desk.ticket()).expect(201).id();
    }

    private static Answer comment(Person person, long id, String content, boolean internal) {
        return person.client()
                .post("/tickets/" + id + "/comments", Map.of("content", content, "is_internal", internal));
    }

    private static List<String> contents(Person person, String path) {
        List<String> contents = new ArrayList<>();
        person.client()
                .get(path)
                .expect(200)
                .json()
                .get("items")
                .forEach(comment -> contents.add(comment.get("content").textValue()));
        return contents;
    }
}
