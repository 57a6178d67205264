package io.deskledger.api.savedview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SavedViewIT {

    private final ApiServer api = ApiServer.shared();
    private final String unique = UUID.randomUUID().toString();
    private final Person agent = api.agent();

    @Test
    void aViewIsSavedChangedAndDeletedAndEachLeavesItsEvent() {
        Answer created = agent.client()
                .post(
                        "/views",
                        Map.of(
                                "name",
                                unique,
                                "search",
                                Map.of("status", List.of("open", "in_progress"), "priority", "urgent")))
                .expect(201);
        long id = created.id();
        assertThat(created.header("Location")).isEqualTo("/api/v1/views/" + id);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.json().get("search").toString())
                .isEqualTo("{\"status\":[\"open\",\"in_progress\"],\"priority\":\"urgent\"}");
        assertThat(created.json().get("owner_id").longValue()).isEqualTo(agent.id());
        assertThat(created.json().get("shared").booleanValue()).isFalse();

        ApiClient client = agent.client();
        client.patch("/views/" + id, Map.of("position", 3), "If-Match", "\"7\"").expectProblem(412);
        Answer patched = client.patch(
                        "/views/" + id,
                        "{\"search\": {\"priority\": null, \"q\": \"fire\"}, \"position\": 3}",
                        "If-Match",
                        "\"1\"")
                .expect(200);
        assertThat(patched.json().get("search"))
                .isEqualTo(client.get("/views/" + id).json().get("search"));
        assertThat(patched.json().at("/search/q").textValue()).isEqualTo("fire");
        assertThat(patched.json().at("/search/priority").isMissingNode()).isTrue();
        client.patch("/views/" + id, Map.of("position", 3)).expect(200);
        client.send("DELETE", "/views/" + id, null, "If-Match", "\"1\"").expectProblem(412);
        client.send("DELETE", "/views/" + id, null).expect(204);
        client.get("/views/" + id).expectProblem(404);

        List<JsonNode> events = api.eventsBySubject("views/" + id);
        assertThat(events)
                .extracting(event -> event.get("action").textValue())
                .containsExactly("CREATE", "UPDATE", "DELETE");
        assertThat(events).extracting(event -> event.get("version").longValue()).containsExactly(1L, 2L, 3L);
        assertThat(events.get(1).at("/changes/position").toString()).isEqualTo("{\"from\":0,\"to\":3}");
        assertThat(events.get(1).get("changes").has("name")).isFalse();
        assertThat(api.count("SELECT count(*) FROM outbox WHERE message_key = 'view-" + id + "'"))
                .isEqualTo(3);
    }

    @Test
    void aViewShowsWhatItsReaderMaySee() {
        Person customer = api.newPerson("customer");
        Person stranger = api.newPerson("customer");
        long own = customer.client()
                .post("/tickets", Desk.ticketWith("title", "Printer " + unique))
                .id();
        long foreign = stranger.client()
                .post("/tickets", Desk.ticketWith("title", "Printer " + unique))
                .id();
        Map<String, Object> view = Map.of("name", unique, "search", Map.of("q", unique, "order", "asc"));
        long ofCustomer = customer.client().post("/views", view).expect(201).id();
        assertThat(ids(customer.client(), "/views/" + ofCustomer + "/tickets")).containsExactly(own);

        long shared = agent.client()
                .post("/views", with(view, "shared", true))
                .expect(201)
                .id();
        String tickets = "/views/" + shared + "/tickets";
        assertThat(ids(api.admin(), tickets)).containsExactly(own, foreign);
        JsonNode page = api.admin()
                .get(tickets + "?limit=1&total=true&include=creator")
                .expect(200)
                .json();
        assertThat(page.get("total").longValue()).isEqualTo(2);
        assertThat(page.at("/items/0/creator/email").textValue()).isEqualTo(customer.email());
        assertThat(ids(
                        api.admin(),
                        tickets + "?limit=1&cursor=" + page.get("next_cursor").textValue()))
                .containsExactly(foreign);
        assertThat(api.admin().get(tickets + "?status=open").expectProblem(400).blamed())
                .containsExactly("status");
        assertThat(api.admin().get(tickets + "?limit=0").expectProblem(400).blamed())
                .containsExactly("limit");
    }

    @Test
    void othersViewsAreNotFoundUnlessTheyAreSharedAmongStaff() {
        Person other = api.newPerson("agent");
        Person customer = api.newPerson("customer");
        long kept = agent.client().post("/views", view(unique + " kept", false)).id();
        long shared =
                agent.client().post("/views", view(unique + " shared", true)).id();
        for (String path : List.of("/views/" + kept, "/views/" + kept + "/tickets")) {
            other.client().get(path).expectProblem(404);
            api.admin().get(path).expectProblem(404);
            customer.client().get(path).expectProblem(404);
        }
        other.client().patch("/views/" + kept, Map.of("name", "x")).expectProblem(404);
        other.client().send("DELETE", "/views/" + kept, null).expectProblem(404);
        other.client().get("/views/" + shared).expect(200);
        customer.client().get("/views/" + shared).expectProblem(404);
        customer.client().get("/views/" + shared + "/tickets").expectProblem(404);
        customer.client().patch("/views/" + shared, Map.of("name", "x")).expectProblem(404);
        other.client().patch("/views/" + shared, Map.of("name", "x")).expectProblem(403);
        other.client().send("DELETE", "/views/" + shared, null).expectProblem(403);
        api.admin()
                .patch("/views/" + shared, Map.of("name", unique + " by admin"))
                .expect(200);
        assertThat(customer.client()
                        .post("/views", view("mine", true))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("shared");
        assertThat(walk(customer.client())).isEmpty();
        assertThat(walk(other.client())).contains(shared).doesNotContain(kept);
        assertThat(walk(agent.client())).contains(shared, kept).doesNotHaveDuplicates();
    }

    @Test
    void whoIsNoStaffAnyMoreChangesNothingThatStaffSees() {
        Person former = api.newPerson("agent");
        long shared =
                former.client().post("/views", view(unique + " shared", true)).id();
        long own = former.client().post("/views", view(unique + " own", false)).id();
        api.admin().patch("/users/" + former.id(), Map.of("role", "customer")).expect(200);
        ApiClient demoted = api.signIn(former.email(), ApiServer.PASSWORD).client();
        demoted.patch("/views/" + shared, Map.of("name", "x")).expectProblem(403);
        demoted.send("DELETE", "/views/" + shared, null).expectProblem(403);
        demoted.patch("/views/" + own, Map.of("name", unique + " mine")).expect(200);
        demoted.send("DELETE", "/views/" + own, null).expect(204);
        api.admin().send("DELETE", "/views/" + shared, null).expect(204);
    }

    @Test
    void namesAreTakenOncePerOwnerInWhateverCase() {
        Person other = api.newPerson("agent");
        long id = agent.client()
                .post("/views", view("Ärger " + unique, false))
                .expect(201)
                .id();
        agent.client().post("/views", view("ÄRGER " + unique, false)).expectProblem(409);
        other.client().post("/views", view("ärger " + unique, false)).expect(201);
        long second = agent.client()
                .post("/views", view("other " + unique, false))
                .expect(201)
                .id();
        agent.client()
                .patch("/views/" + second, Map.of("name", "ärger " + unique))
                .expectProblem(409);
        agent.client().patch("/views/" + id, Map.of("name", "ÄRGER " + unique)).expect(200);
    }

    @Test
    void aHundredAreEnough() {
        Person customer = api.newPerson("customer");
        for (int i = 0; i < SavedViewService.MAX_VIEWS; i++) {
            customer.client()
                    .post("/views", Map.of("name", "View " + i, "search", Map.of(), "position", 100 - i))
                    .expect(201);
        }
        customer.client().post("/views", view("one more", false)).expectProblem(409);
        List<Long> walked = walk(customer.client());
        assertThat(walked).hasSize(SavedViewService.MAX_VIEWS).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '\u0000', textBlock = """
            {"search": {}};                                              name
            {"name": "x"};                                               search
            {"name": "x", "search": null};                               search
            {"name": "x", "search": []};                                 search
            {"name": "x", "search": "status=open"};                      search
            {"name": " ", "search": {}};                                 name
            {"name": 7, "search": {}};                                   name
            {"name": "a\\u0000", "search": {}};                          name
            {"name": "x", "search": {}, "color": "red"};                 color
            {"name": "x", "search": {}, "shared": "yes"};                shared
            {"name": "x", "search": {}, "position": -1};                 position
            {"name": "x", "search": {}, "position": "first"};            position
            {"name": "x", "search": {"colour": "red"}};                  search.colour
            {"name": "x", "search": {"status": "lost"}};                 search.status
            {"name": "x", "search": {"status": []}};                     search.status
            {"name": "x", "search": {"status": null}};                   search.status
            {"name": "x", "search": {"status": {"not": "open"}}};        search.status
            {"name": "x", "search": {"sort": "relevance"}};              search.sort
            {"name": "x", "search": {"created_after": "yesterday"}};     search.created_after
            {"name": "x", "search": {"limit": 5}};                       search.limit
            {"name": "x", "search": {"cursor": "x"}};                    search.cursor
            """)
    void whatCannotBeSavedIsNamed(String body, String field) {
        long before = api.count("SELECT count(*) FROM saved_views");
        assertThat(agent.client().post("/views", body).expectProblem(400).blamed())
                .containsExactly(field);
        assertThat(api.count("SELECT count(*) FROM saved_views")).isEqualTo(before);
    }

    private static Map<String, Object> view(String name, boolean shared) {
        return Map.of("name", name, "search", Map.of("status", "open"), "shared", shared);
    }

    private static Map<String, Object> with(Map<String, Object> map, String field, Object value) {
        Map<String, Object> more = new HashMap<>(map);
        more.put(field, value);
        return more;
    }

    private static List<Long> walk(ApiClient client) {
        List<Long> all = new ArrayList<>();
        String next = "/views?limit=30";
        while (next != null) {
            JsonNode page = client.get(next).expect(200).json();
            page.get("items").forEach(view -> all.add(view.get("id").longValue()));
            JsonNode cursor = page.get("next_cursor");
            next = cursor.isNull() ? null : "/views?limit=30&cursor=" + cursor.textValue();
        }
        return all;
    }

    private static List<Long> ids(ApiClient client, String path) {
        List<Long> ids = new ArrayList<>();
        client.get(path)
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> ids.add(item.get("id").longValue()));
        return ids;
    }
}
