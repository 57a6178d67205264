package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class TicketListIT {

    private final ApiServer api = ApiServer.shared();
    private final Person agent = api.agent();

    @Test
    void pagesStayStableWhileTicketsAreCreated() {
        Person customer = api.newPerson("customer");
        List<Long> made = create(customer, 7);
        List<Long> seen = new ArrayList<>();
        String query = "/tickets?limit=3&creator_id=" + customer.id();
        JsonNode page = agent.client().get(query).expect(200).json();
        while (true) {
            seen.addAll(ids(page));
            create(customer, 2);
            if (page.get("next_cursor").isNull()) {
                break;
            }
            page = agent.client()
                    .get(query + "&cursor=" + page.get("next_cursor").textValue())
                    .expect(200)
                    .json();
        }
        assertThat(seen).isEqualTo(made.reversed());
    }

    @Test
    void theOldestFirstAndEqualTimesInTheOrderOfIds() {
        Person customer = api.newPerson("customer");
        List<Long> made = create(customer, 5);
        api.execute("UPDATE tickets SET created_at = '2026-01-01T00:00:00Z' WHERE creator_id = " + customer.id());
        String query = "/tickets?order=asc&limit=2&total=true&creator_id=" + customer.id();
        JsonNode first = customer.client().get(query).expect(200).json();
        assertThat(first.get("total").longValue()).isEqualTo(5);
        assertThat(ids(first)).isEqualTo(made.subList(0, 2));
        String cursor = first.get("next_cursor").textValue();
        assertThat(ids(customer.client().get(query + "&cursor=" + cursor).json()))
                .isEqualTo(made.subList(2, 4));
    }

    @Test
    void aCursorThatWasTamperedWithOrBelongsElsewhereIsRefused() {
        Person customer = api.newPerson("customer");
        create(customer, 2);
        String cursor = customer.client()
                .get("/tickets?limit=1")
                .json()
                .get("next_cursor")
                .textValue();
        customer.client().get("/tickets?limit=1&cursor=" + cursor).expect(200);
        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            String tampered = cursor.substring(0, i) + other + cursor.substring(i + 1);
            assertThat(customer.client()
                            .get("/tickets?cursor=" + tampered)
                            .expectProblem(400)
                            .blamed())
                    .containsExactly("cursor");
        }
        customer.client().get("/tickets?order=asc&cursor=" + cursor).expectProblem(400);
    }

    /** What leads from the figure of reopenings to its tickets. */
    @Test
    void aTicketIsListedByWhenItWasReopened() {
        Person customer = api.newPerson("customer");
        List<Long> made = create(customer, 3);
        for (long id : made.subList(0, 2)) {
            for (String status : List.of("resolved", "open", "resolved", "open")) {
                agent.client().patch("/tickets/" + id, Map.of("status", status)).expect(200);
            }
        }
        api.execute("UPDATE status_changes SET changed_at = '2026-01-02T00:00:00Z' WHERE ticket_id = " + made.get(0));
        String query = "/tickets?order=asc&total=true&creator_id=" + customer.id();

        assertThat(reopened(query + "&reopened_after=2026-01-02T00:00:00Z")).isEqualTo(made.subList(0, 2));
        assertThat(reopened(query + "&reopened_after=2026-01-02T00:00:00.000001Z"))
                .isEqualTo(made.subList(1, 2));
        assertThat(reopened(query + "&reopened_before=2026-01-02T00:00:00Z")).isEmpty();
        assertThat(reopened(query + "&reopened_before=2026-01-03T00:00:00Z")).isEqualTo(made.subList(0, 1));
    }

    private List<Long> reopened(String query) {
        JsonNode page = agent.client().get(query).expect(200).json();
        assertThat(page.get("total").intValue()).isEqualTo(page.get("items").size());
        return ids(page);
    }

    @Test
    void filtersNarrowTheListDown() {
        Person customer = api.newPerson("customer");
        List<Long> made = create(customer, 4);
        agent.client().patch("/tickets/" + made.get(0), Map.of("status", "in_progress", "assignee_id", agent.id()));
        agent.client().patch("/tickets/" + made.get(1), Map.of("status", "resolved", "priority", "urgent"));
        agent.client().patch("/tickets/" + made.get(2), Map.of("status", "waiting_on_customer"));
        String mine = "/tickets?order=asc&creator_id=" + customer.id();
        assertList(mine + "&status=in_progress&status=resolved", made.get(0), made.get(1));
        assertList(mine + "&priority=urgent", made.get(1));
        assertList(mine + "&assignee_id=" + agent.id(), made.get(0));
        assertList(mine + "&unassigned=true", made.get(1), made.get(2), made.get(3));
        assertList(mine + "&created_after=2100-01-01T00:00:00Z");
        assertList(mine + "&created_before=2100-01-01T00:00:00%2B02:00", made.toArray(Long[]::new));
    }

    @Test
    void peopleAreIncludedWhenAskedForAndTheirAddressesForStaffOnly() {
        Person customer = api.newPerson("customer");
        long id = create(customer, 1).getFirst();
        agent.client()
                .patch("/tickets/" + id, Map.of("assignee_id", agent.id()))
                .expect(200);
        String query = "/tickets?include=creator,assignee,tags&creator_id=" + customer.id();
        JsonNode forStaff = agent.client().get(query).expect(200).json().at("/items/0");
        assertThat(forStaff.at("/creator/email").textValue()).isEqualTo(customer.email());
        assertThat(forStaff.at("/assignee/id").longValue()).isEqualTo(agent.id());
        JsonNode forCustomer = customer.client().get(query).expect(200).json().at("/items/0");
        assertThat(forCustomer.at("/assignee/full_name").textValue()).isEqualTo("A agent");
        assertThat(forCustomer.at("/assignee/email").isNull()).isTrue();
        assertThat(agent.client().get("/tickets?limit=1").json().at("/items/0").has("creator"))
                .isFalse();
    }

    private void assertList(String query, Long... ids) {
        assertThat(ids(agent.client().get(query).expect(200).json())).containsExactly(ids);
    }

    private static List<Long> create(Person person, int count) {
        return LongStream.range(0, count)
                .map(_ -> person.client()
                        .post("/tickets", Desk.ticket())
                        .expect(201)
                        .id())
                .boxed()
                .toList();
    }

    private static List<Long> ids(JsonNode page) {
        List<Long> ids = new ArrayList<>();
        page.get("items").forEach(ticket -> ids.add(ticket.get("id").longValue()));
        return ids;
    }
}
