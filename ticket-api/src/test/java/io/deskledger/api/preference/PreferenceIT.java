package io.deskledger.api.preference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people choose for their own desk. */
class PreferenceIT {

    private static final String PATH = "/me/preferences";

    private final ApiServer server = ApiServer.shared();

    private static List<String> columns(Answer answer) {
        return answer.expect(200)
                .json()
                .get("queue_columns")
                .valueStream()
                .map(JsonNode::textValue)
                .toList();
    }

    private List<JsonNode> changes(Person person) {
        return server.eventsBySubject("users/" + person.id()).stream()
                .map(event -> event.at("/changes/queue_columns"))
                .filter(change -> !change.isMissingNode())
                .toList();
    }

    @Test
    void whatIsChosenStaysInTheOrderOfTheListAndIsToldOnce() {
        Person agent = server.newPerson("agent");
        assertThat(columns(agent.client().get(PATH)))
                .containsExactly("number", "tags", "requester", "assignee", "sla", "updated_at");
        Answer chosen = agent.client().patch(PATH, "{\"queue_columns\": [\"created_at\", \"sla\", \"sla\"]}");
        assertThat(columns(chosen)).containsExactly("sla", "created_at");
        assertThat(columns(agent.client().get(PATH))).containsExactly("sla", "created_at");
        agent.client()
                .patch(PATH, "{\"queue_columns\": [\"sla\", \"created_at\"]}")
                .expect(200);
        agent.client().patch(PATH, "{}").expect(200);
        assertThat(changes(agent)).singleElement().satisfies(change -> {
            assertThat(change.get("from").isNull()).isTrue();
            assertThat(change.get("to").toString()).isEqualTo("[\"sla\",\"created_at\"]");
        });
        assertThat(columns(server.newPerson("agent").client().get(PATH))).hasSize(6);
    }

    @Test
    void nothingIsAChoiceAndNullIsNone() {
        Person agent = server.newPerson("agent");
        assertThat(columns(agent.client().patch(PATH, "{\"queue_columns\": []}")))
                .isEmpty();
        assertThat(columns(agent.client().patch(PATH, "{\"queue_columns\": null}")))
                .hasSize(6);
        agent.client()
                .patch(
                        PATH,
                        "{\"queue_columns\": [\"number\", \"tags\", \"requester\", \"assignee\", \"sla\", \"updated_at\"]}")
                .expect(200);
        assertThat(changes(agent)).hasSize(2);
    }

    @Test
    void aStaleChangeIsRefusedAndVersionsOfTheUserLeaveNoGap() {
        Person agent = server.newPerson("agent");
        String tag = agent.client().get(PATH).expect(200).header("ETag");
        assertThat(agent.client().get("/me").expect(200).header("ETag")).isEqualTo(tag);
        agent.client().patch(PATH, "{\"queue_columns\": []}").expect(200);
        agent.client()
                .send("PATCH", PATH, "{\"queue_columns\": null}", "If-Match", tag)
                .expectProblem(412);
        agent.client().patch("/me", "{\"full_name\": \"Ann\"}").expect(200);
        List<Long> versions = server.eventsBySubject("users/" + agent.id()).stream()
                .map(event -> event.get("version").longValue())
                .toList();
        for (int i = 1; i < versions.size(); i++) {
            assertThat(versions.get(i)).isEqualTo(versions.get(i - 1) + 1);
        }
        assertThat(columns(agent.client().get(PATH))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"queue_columns\": [\"colour\"]}",
                "{\"queue_columns\": \"sla\"}",
                "{\"queue_columns\": {}}",
                "{\"queue_columns\": [\"\"]}",
                "{\"queue_columns\": [\"a\\u0000\"]}",
                "{\"queue_columns\": [1]}",
                "{\"queue_columns\": [\"sla\",\"sla\",\"sla\",\"sla\",\"sla\",\"sla\",\"sla\",\"sla\",\"sla\"]}",
                "{\"queue_colums\": []}"
            })
    void whatIsWrongIsNamed(String body) {
        Person agent = server.agent();
        assertThat(agent.client().patch(PATH, body).expectProblem(400).blamed())
                .isNotEmpty()
                .allSatisfy(field -> assertThat(field).startsWith("queue_colum"));
    }

    @Test
    void customersHaveNoList() {
        server.customer().client().get(PATH).expectProblem(403);
        server.customer().client().patch(PATH, "{\"queue_columns\": []}").expectProblem(403);
    }
}
