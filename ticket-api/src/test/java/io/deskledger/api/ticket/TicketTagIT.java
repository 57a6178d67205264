package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ticket's own tags. */
class TicketTagIT {

    private final ApiServer api = ApiServer.shared();
    private final ApiClient agent = api.agent().client();
    private final Person customer = api.customer();

    @Test
    void tagsAreAddedAndRemovedWithOneEventEach() {
        long id = ticket(customer);
        String path = "/tickets/" + id;
        Answer added = add(agent, path, "  VPN ", "déjà vu", "vpn", "fire").expect(200);
        assertThat(added.json().get("tags").toString()).isEqualTo("[\"déjà vu\",\"fire\",\"vpn\"]");
        assertThat(added.header("ETag")).isEqualTo("\"2\"");
        assertThat(add(agent, path, "vpn").expect(200).header("ETag")).isEqualTo("\"2\"");
        Answer removed = delete(agent, path + "/tags/d%C3%A9j%C3%A0%20vu").expect(200);
        assertThat(removed.json().get("tags").toString()).isEqualTo("[\"fire\",\"vpn\"]");
        assertThat(agent.get(path).json()).isEqualTo(removed.json());
        delete(agent, path + "/tags/VPN").expect(200);
        delete(agent, path + "/tags/vpn").expectProblem(404);
        delete(agent, path + "/tags/%00").expectProblem(404);

        List<JsonNode> events = api.events(id);
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "TAG", "TAG", "TAG");
        assertThat(events.get(2).get("changes").toString())
                .isEqualTo("{\"tags\":{\"from\":[\"déjà vu\",\"fire\",\"vpn\"],\"to\":[\"fire\",\"vpn\"]}}");
    }

    @Test
    void aTagWithASlashIsReachedEncoded() {
        String path = "/tickets/" + ticket(customer);
        add(agent, path, "a/b?c").expect(200);
        assertThat(delete(agent, path + "/tags/a%2Fb%3Fc")
                        .expect(200)
                        .json()
                        .get("tags")
                        .toString())
                .isEqualTo("[\"fire\"]");
    }

    @Test
    void aStaleVersionIsRefused() {
        String path = "/tickets/" + ticket(customer);
        agent.send(
                        "POST",
                        path + "/tags",
                        "{\"names\":[\"x\"]}",
                        "Content-Type",
                        "application/json",
                        "If-Match",
                        "\"9\"")
                .expectProblem(412);
        agent.send("DELETE", path + "/tags/fire", null, "If-Match", "\"9\"").expectProblem(412);
        agent.send("DELETE", path + "/tags/fire", null, "If-Match", "\"1\"").expect(200);
    }

    @Test
    void aTicketHasAtMostFiftyTags() {
        String path = "/tickets/" + ticket(customer);
        List<String> many = IntStream.rangeClosed(1, 49).mapToObj(i -> "t" + i).toList();
        agent.post(path + "/tags", Map.of("names", many)).expect(200);
        add(agent, path, "one more").expectProblem(409);
        assertThat(agent.get(path).json().get("tags").size()).isEqualTo(50);
    }

    @Test
    void customersAreToldNoOfTheirOwnAndNothingOfOthers() {
        String own = "/tickets/" + ticket(customer);
        String foreign = "/tickets/" + ticket(api.newPerson("customer"));
        add(customer.client(), own, "vip").expectProblem(403);
        delete(customer.client(), own + "/tags/fire").expectProblem(403);
        for (String path : List.of(foreign, "/tickets/999999999")) {
            add(customer.client(), path, "vip").expectProblem(404);
            delete(customer.client(), path + "/tags/fire").expectProblem(404);
        }
        add(agent, "/tickets/999999999", "vip").expectProblem(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; names",
                "{\"names\": null}; names",
                "{\"names\": []}; names",
                "{\"names\": \"vpn\"}; names",
                "{\"names\": {}}; names",
                "{\"names\": [1]}; names[0]",
                "{\"names\": [\"ok\", \"  \"]}; names[1]",
                "{\"names\": [\"a\\u0000b\"]}; names[0]",
                "{\"names\": [\"ok\"], \"tags\": []}; tags"
            })
    void brokenNamesAreNamedAndNothingChanges(String body, String field) {
        String path = "/tickets/" + ticket(customer);
        assertThat(agent.post(path + "/tags", body).expectProblem(400).blamed()).containsExactly(field);
        assertThat(agent.get(path).header("ETag")).isEqualTo("\"1\"");
    }

    private static long ticket(Person person) {
        return person.client()
                .post("/tickets", Desk.ticketWith("tags", List.of("fire")))
                .expect(201)
                .id();
    }

    private static Answer add(ApiClient client, String path, String... names) {
        return client.post(path + "/tags", Map.of("names", List.of(names)));
    }

    private static Answer delete(ApiClient client, String path) {
        return client.send("DELETE", path, null);
    }
}
