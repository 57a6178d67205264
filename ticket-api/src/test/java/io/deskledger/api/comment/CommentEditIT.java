package io.deskledger.api.comment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommentEditIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();
    private final Person customer = api.customer();
    private final long ticket =
            customer.client().post("/tickets", Desk.ticket()).expect(201).id();
    private final String comments = "/tickets/" + ticket + "/comments";

    @Test
    void authorsAndAdminsEditAndTheEventHasBothTexts() {
        Answer written = write(customer, "It burns", false);
        String path = comments + "/" + written.id();
        assertThat(written.header("ETag")).isEqualTo("\"1\"");
        Answer edited = customer.client()
                .patch(path, Map.of("content", "  It burns a lot "), "If-Match", "\"1\"")
                .expect(200);
        assertThat(edited.text("content")).isEqualTo("It burns a lot");
        assertThat(edited.header("ETag")).isEqualTo("\"2\"");
        customer.client()
                .patch(path, Map.of("content", "Stale"), "If-Match", "\"1\"")
                .expectProblem(412);
        customer.client().patch(path, Map.of("content", "It burns a lot")).expect(200);
        customer.client().patch(path, Map.of()).expect(200);
        agent.client().patch(path, Map.of("content", "It is fine")).expectProblem(403);
        agent.client().send("DELETE", path, null).expectProblem(403);
        api.admin().patch(path, Map.of("content", "It burns, said politely")).expect(200);
        assertThat(api.admin()
                        .patch(path, Map.of("is_internal", true))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("is_internal");

        List<JsonNode> events = api.events(ticket);
        assertThat(events)
                .extracting(event ->
                        event.get("version") + " " + event.get("action").textValue())
                .containsExactly("1 CREATE", "2 COMMENT", "3 EDIT_COMMENT", "4 EDIT_COMMENT");
        JsonNode comment = events.get(2).at("/changes/comment");
        assertThat(comment.at("/from/content").textValue()).isEqualTo("It burns");
        assertThat(comment.at("/to/content").textValue()).isEqualTo("It burns a lot");
        assertThat(comment.at("/to/id").longValue()).isEqualTo(written.id());
        assertThat(comment.at("/to/author_id").longValue()).isEqualTo(customer.id());
    }

    @Test
    void theNoteOfWhoIsNoStaffAnyMoreCanBeEdited() {
        Person former = api.newPerson("agent");
        String path = comments + "/" + write(former, "Try water", true).id();
        api.admin().patch("/users/" + former.id(), Map.of("role", "customer")).expect(200);
        assertThat(api.admin()
                        .patch(path, Map.of("content", "Try foam"))
                        .expect(200)
                        .text("content"))
                .isEqualTo("Try foam");
        api.admin().patch(path, Map.of("is_internal", true)).expect(200);
        api.admin().patch(path, Map.of("is_internal", false)).expect(200);
        assertThat(api.admin()
                        .patch(path, Map.of("is_internal", true))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("is_internal");
    }

    @Test
    void aDeletedFirstResponseStaysTheFirstResponse() {
        Answer written = write(agent, "On it", false);
        JsonNode before = agent.client().get("/tickets/" + ticket).json();
        String path = comments + "/" + written.id();
        agent.client().send("DELETE", path, null, "If-Match", "\"7\"").expectProblem(412);
        agent.client().send("DELETE", path, null, "If-Match", "\"1\"").expect(204);
        agent.client().send("DELETE", path, null).expectProblem(404);
        JsonNode after = agent.client().get("/tickets/" + ticket).json();
        assertThat(after.get("first_responded_at").isTextual()).isTrue();
        assertThat(after.get("first_responded_at")).isEqualTo(before.get("first_responded_at"));
        assertThat(after.get("version").longValue()).isEqualTo(3);
        assertThat(agent.client().get(comments).json().get("items")).isEmpty();
        JsonNode event = api.events(ticket).getLast();
        assertThat(event.get("action").textValue()).isEqualTo("DELETE_COMMENT");
        assertThat(event.get("changes").toString())
                .isEqualTo("{\"comment\":{\"from\":{\"id\":" + written.id() + ",\"author_id\":" + agent.id()
                        + ",\"content\":\"On it\",\"is_internal\":false},\"to\":null}}");
    }

    @Test
    void toShowAnInternalCommentIsTheFirstResponse() {
        String path = comments + "/" + write(agent, "Try water", true).id();
        customer.client().patch(path, Map.of("content", "Mine")).expectProblem(404);
        customer.client().send("DELETE", path, null).expectProblem(404);
        agent.client().patch(path, Map.of("is_internal", false)).expect(200);
        assertThat(customer.client().get(comments).json().at("/items/0/content").textValue())
                .isEqualTo("Try water");
        assertThat(agent.client()
                        .get("/tickets/" + ticket)
                        .json()
                        .get("first_responder_id")
                        .longValue())
                .isEqualTo(agent.id());
        JsonNode event = api.events(ticket).getLast();
        assertThat(event.at("/changes/comment/from/is_internal").booleanValue()).isTrue();
        assertThat(event.at("/changes/comment/to/is_internal").booleanValue()).isFalse();
        assertThat(event.at("/changes/first_responded_at/to").isTextual()).isTrue();
        agent.client().patch(path, Map.of("is_internal", true)).expect(200);
        assertThat(customer.client().get(comments).json().get("items")).isEmpty();
    }

    @Test
    void customersChangeNothingOfOthers() {
        String path = comments + "/" + write(agent, "Hello", false).id();
        customer.client().patch(path, Map.of("content", "Mine")).expectProblem(403);
        customer.client().send("DELETE", path, null).expectProblem(403);
        ApiClient stranger = api.newPerson("customer").client();
        stranger.patch(path, Map.of("content", "Mine")).expectProblem(404);
        stranger.send("DELETE", path, null).expectProblem(404);
        String own = comments + "/" + write(customer, "Bye", false).id();
        long elsewhere =
                agent.client().post("/tickets", Desk.ticket()).expect(201).id();
        api.admin()
                .send("DELETE", own.replace("/" + ticket + "/", "/" + elsewhere + "/"), null)
                .expectProblem(404);
        agent.client().patch("/tickets/" + ticket, Map.of("status", "resolved")).expect(200);
        agent.client().patch("/tickets/" + ticket, Map.of("status", "closed")).expect(200);
        customer.client().patch(own, Map.of("content", "Too late")).expectProblem(409);
        customer.client().send("DELETE", own, null).expectProblem(409);
        api.anonymous().send("DELETE", own, null).expectProblem(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{\"content\": null}; content",
                "{\"content\": \"  \"}; content",
                "{\"content\": 7}; content",
                "{\"content\": \"a\\u0000b\"}; content",
                "{\"is_internal\": null}; is_internal",
                "{\"is_internal\": \"yes\"}; is_internal",
                "{\"author_id\": 1}; author_id"
            })
    void aBrokenFieldIsNamedAndNothingChanges(String body, String field) {
        String path = comments + "/" + write(agent, "Hello", false).id();
        assertThat(agent.client().patch(path, body).expectProblem(400).blamed()).containsExactly(field);
        assertThat(api.events(ticket)).hasSize(2);
    }

    private Answer write(Person author, String content, boolean internal) {
        return author.client()
                .post(comments, Map.of("content", content, "is_internal", internal))
                .expect(201);
    }
}
