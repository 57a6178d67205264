package io.deskledger.api.tag;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TagApiIT {

    private final ApiServer api = ApiServer.shared();
    private final ApiClient agent = api.agent().client();

    @Test
    void aTagIsCreatedOnceAndFound() {
        String name = name("new");
        Answer created = agent.post("/tags", Map.of("name", "  " + name.toUpperCase(Locale.ROOT)))
                .expect(201);
        assertThat(created.text("name")).isEqualTo(name);
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        agent.post("/tags", Map.of("name", name)).expectProblem(409);
        assertThat(agent.get("/tags/" + name).expect(200).json()).isEqualTo(created.json());
        agent.get("/tags/" + name("none")).expectProblem(404);
        assertThat(tagEvents(created.id()))
                .containsExactly("1 CREATE {\"name\":{\"from\":null,\"to\":\"" + name + "\"}}");
    }

    @Test
    void theListHasEveryTagInPages() {
        List<String> made = List.of(name("a"), name("b"), name("c"));
        made.forEach(name -> agent.post("/tags", Map.of("name", name)).expect(201));
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            JsonNode page = agent.get("/tags?limit=200" + cursor).expect(200).json();
            page.get("items").forEach(tag -> seen.add(tag.get("name").textValue()));
            cursor = page.get("next_cursor").isNull()
                    ? ""
                    : "&cursor=" + page.get("next_cursor").textValue();
        } while (!cursor.isEmpty());
        assertThat(seen).doesNotHaveDuplicates().containsSubsequence(made);
        agent.get("/tags?cursor=x").expectProblem(400);
        agent.get("/tags?limit=0").expectProblem(400);
        agent.get("/tags?sort=name").expectProblem(400);
    }

    @Test
    void aNewNameShowsOnEveryTicketAndLeavesAnEventOnEach() {
        String old = name("old");
        String renamed = name("renamed");
        long first = ticket(old, "zz");
        long deleted = ticket(old);
        agent.send("DELETE", "/tickets/" + deleted, null).expect(204);
        Answer answer = agent.patch("/tags/" + old, Map.of("name", renamed), "If-Match", "\"0\"")
                .expect(200);
        assertThat(answer.header("ETag")).isEqualTo("\"1\"");
        assertThat(tags(first)).containsExactlyInAnyOrder(renamed, "zz");
        assertThat(lastChange(first, 2)).isEqualTo(change(List.of(old, "zz"), List.of(renamed, "zz")));
        assertThat(lastChange(deleted, 3)).isEqualTo(change(List.of(old), List.of(renamed)));
        assertThat(tagEvents(answer.id()))
                .containsExactly("1 UPDATE {\"name\":{\"from\":\"" + old + "\",\"to\":\"" + renamed + "\"}}");
        assertThat(agent.get("/tickets/" + first).header("ETag")).isEqualTo("\"2\"");

        agent.patch("/tags/" + renamed, Map.of("name", renamed)).expect(200);
        agent.patch("/tags/" + renamed, Map.of("name", "zz")).expectProblem(409);
        agent.patch("/tags/" + renamed, Map.of("name", name("x")), "If-Match", "\"0\"")
                .expectProblem(412);
        agent.patch("/tags/" + old, Map.of("name", name("x"))).expectProblem(404);
        assertThat(api.events(first)).hasSize(2);
    }

    @Test
    void aDeletedTagIsOffEveryTicket() {
        String name = name("gone");
        long id = ticket(name, "stays");
        long tagId = agent.get("/tags/" + name).json().get("id").longValue();
        agent.send("DELETE", "/tags/" + name, null, "If-Match", "\"1\"").expectProblem(412);
        agent.send("DELETE", "/tags/" + name, null).expect(204);
        agent.send("DELETE", "/tags/" + name, null).expectProblem(404);
        assertThat(tags(id)).containsExactly("stays");
        assertThat(lastChange(id, 2)).isEqualTo(change(List.of(name, "stays"), List.of("stays")));
        assertThat(tagEvents(tagId)).containsExactly("1 DELETE {\"name\":{\"from\":\"" + name + "\",\"to\":null}}");
    }

    @Test
    void aMergeMovesEveryTicketOnce() {
        String from = name("wifi");
        String into = name("network");
        long one = ticket(from);
        long both = ticket(from, into);
        long other = ticket(into);
        long fromId = agent.get("/tags/" + from).json().get("id").longValue();
        Answer merged =
                agent.post("/tags/" + from + "/merge", Map.of("into", into)).expect(200);
        assertThat(merged.json().get("tickets").intValue()).isEqualTo(2);
        assertThat(merged.json().at("/into/name").textValue()).isEqualTo(into);
        for (long id : List.of(one, both, other)) {
            assertThat(tags(id)).containsExactly(into);
        }
        assertThat(lastChange(one, 2)).isEqualTo(change(List.of(from), List.of(into)));
        assertThat(lastChange(both, 2)).isEqualTo(change(List.of(into, from), List.of(into)));
        assertThat(api.events(other)).hasSize(1);
        agent.get("/tags/" + from).expectProblem(404);
        assertThat(tagEvents(fromId))
                .singleElement()
                .asString()
                .startsWith("1 MERGE")
                .contains("merged_into", into);
        assertThat(agent.get("/tags/" + into).header("ETag")).isEqualTo("\"0\"");
        assertThat(agent.post("/tags/" + into + "/merge", Map.of("into", into))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("into");
        assertThat(agent.post("/tags/" + into + "/merge", Map.of("into", from))
                        .expectProblem(400)
                        .blamed())
                .containsExactly("into");
        agent.post("/tags/" + from + "/merge", Map.of("into", into)).expectProblem(404);
    }

    @Test
    void aTagOnTooManyTicketsIsLeftAlone() {
        String name = name("everywhere");
        long first = ticket(name);
        long tagId = agent.get("/tags/" + name).json().get("id").longValue();
        api.execute("""
                WITH made AS (
                    INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                         creator_id, version, created_at, updated_at)
                    SELECT 500000000 + n, 'TKT-' || n, 'A title', 'A long description', 'open', 'low', 'low',
                           t.creator_id, 1, now(), now()
                      FROM generate_series(1, 9999) n, tickets t
                     WHERE t.id = %d
                    RETURNING id)
                INSERT INTO ticket_tags SELECT id, %d FROM made
                """.formatted(first, tagId));
        String other = name("elsewhere");
        assertThat(agent.patch("/tags/" + name, Map.of("name", other))
                        .expect(200)
                        .text("name"))
                .isEqualTo(other);
        assertThat(api.count("SELECT count(*) FROM outbox WHERE ticket_id > 500000000"))
                .isEqualTo(9_999);
        assertThat(api.count("SELECT count(*) FROM tickets WHERE id > 500000000 AND version = 2"))
                .isEqualTo(9_999);
        ticket(other);
        agent.patch("/tags/" + other, Map.of("name", name)).expectProblem(409);
        agent.send("DELETE", "/tags/" + other, null).expectProblem(409);
        assertThat(api.count("SELECT count(*) FROM tickets WHERE id > 500000000 AND version = 2"))
                .isEqualTo(9_999);
        api.execute("DELETE FROM tickets WHERE id > 500000000");
    }

    @Test
    void popularityAndStatisticsLeaveDeletedTicketsOut() {
        String name = name("popular");
        long resolved = ticket(name);
        ticket(name);
        long deleted = ticket(name);
        agent.patch("/tickets/" + resolved, Map.of("status", "resolved", "priority", "urgent"))
                .expect(200);
        api.execute("UPDATE tickets SET resolved_at = created_at + interval '90 minutes' WHERE id = " + resolved);
        agent.send("DELETE", "/tickets/" + deleted, null).expect(204);
        JsonNode statistics =
                agent.get("/tags/" + name + "/statistics").expect(200).json();
        assertThat(statistics.toString())
                .isEqualTo(
                        "{\"name\":\"" + name + "\",\"total\":2,\"resolved\":1,"
                                + "\"by_status\":{\"open\":1,\"in_progress\":0,\"waiting_on_customer\":0,\"resolved\":1,\"closed\":0},"
                                + "\"by_priority\":{\"low\":0,\"medium\":1,\"high\":0,\"urgent\":1},\"avg_resolution_hours\":1.5}");
        JsonNode popular =
                agent.get("/tags/popular?limit=200").expect(200).json().get("items");
        List<Long> counts = new ArrayList<>();
        popular.forEach(tag -> {
            counts.add(tag.get("tickets").longValue());
            if (tag.get("name").textValue().equals(name)) {
                assertThat(tag.get("tickets").longValue()).isEqualTo(2);
            }
        });
        assertThat(counts).isSortedAccordingTo(Comparator.reverseOrder());
        assertThat(popular.toString()).contains(name);
        assertThat(agent.get("/tags/popular?limit=1").json().get("items").size())
                .isEqualTo(1);
        agent.get("/tags/popular?limit=201").expectProblem(400);
        agent.get("/tags/" + name("none") + "/statistics").expectProblem(404);
        agent.get("/tags/" + name + "/statistics?by=day").expectProblem(400);
    }

    @Test
    void customersLearnNothingOfTags() {
        ApiClient me = api.customer().client();
        for (String path : List.of("/tags", "/tags/popular", "/tags/fire", "/tags/fire/statistics", "/tags/nothing")) {
            me.get(path).expectProblem(403);
        }
        me.post("/tags", Map.of("name", "mine")).expectProblem(403);
        me.patch("/tags/fire", Map.of("name", "mine")).expectProblem(403);
        me.post("/tags/fire/merge", Map.of("into", "mine")).expectProblem(403);
        me.send("DELETE", "/tags/fire", null).expectProblem(403);
        api.anonymous().get("/tags").expectProblem(401);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "{}; name",
                "{\"name\": null}; name",
                "{\"name\": \"   \"}; name",
                "{\"name\": 7}; name",
                "{\"name\": [\"a\"]}; name",
                "{\"name\": \"a\\u0000b\"}; name",
                "{\"name\": \"a\\ud800b\"}; name",
                "{\"name\": \"123456789 123456789 123456789 123456789 123456789 1\"}; name",
                "{\"name\": \"fine\", \"color\": \"red\"}; color"
            })
    void aBrokenNameIsRefused(String body, String field) {
        String name = name("kept");
        agent.post("/tags", Map.of("name", name)).expect(201);
        assertThat(agent.post("/tags", body).expectProblem(400).blamed()).containsExactly(field);
        assertThat(agent.patch("/tags/" + name, body).expectProblem(400).blamed())
                .containsExactly(field);
        assertThat(agent.get("/tags/" + name).header("ETag")).isEqualTo("\"1\"");
    }

    private long ticket(String... tags) {
        return agent.post("/tickets", Desk.ticketWith("tags", List.of(tags)))
                .expect(201)
                .id();
    }

    private List<String> tags(long ticketId) {
        List<String> tags = new ArrayList<>();
        agent.get("/tickets/" + ticketId).expect(200).json().get("tags").forEach(tag -> tags.add(tag.textValue()));
        return tags;
    }

    private String lastChange(long ticketId, long version) {
        JsonNode event = api.events(ticketId).getLast();
        assertThat(event.get("version").longValue()).isEqualTo(version);
        assertThat(event.get("action").textValue()).isEqualTo("TAG");
        return event.get("changes").toString();
    }

    private static String change(List<String> from, List<String> to) {
        return "{\"tags\":{\"from\":" + sorted(from) + ",\"to\":" + sorted(to) + "}}";
    }

    private static String sorted(List<String> names) {
        return names.stream()
                .sorted()
                .map(name -> "\"" + name + "\"")
                .toList()
                .toString()
                .replace(", ", ",");
    }

    private List<String> tagEvents(long tagId) {
        return api.eventsBySubject("tags/" + tagId).stream()
                .map(event -> event.get("version") + " " + event.get("action").textValue() + " " + event.get("changes"))
                .toList();
    }

    private static String name(String prefix) {
        return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
    }
}
