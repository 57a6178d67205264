package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Random combinations of filters and orders, page by page, against the same rows filtered by hand. */
class TicketFilterIT {

    private static final int ROWS = 150;
    private static final int COMBINATIONS = 300;
    private static final ApiServer API =
            ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false));
    private static final List<FilteredRow> TICKETS = new ArrayList<>();
    private static Person agent;
    private static Person customer;

    @BeforeAll
    static void fill() throws SQLException {
        agent = API.newPerson("agent");
        customer = API.newPerson("customer");
        Person other = API.newPerson("customer");
        Random random = new Random(7);
        try (Connection owner = API.owner()) {
            for (long id = 1; id <= ROWS; id++) {
                FilteredRow row =
                        FilteredRow.random(id, random.nextBoolean() ? customer.id() : other.id(), agent.id(), random);
                row.insert(owner);
                TICKETS.add(row);
            }
        }
    }

    @AfterAll
    static void stop() {
        API.close();
    }

    @Test
    void everyFilterAloneAndAnyCombinationShowsWhatAFilterByHandShows() {
        Random random = new Random(11);
        List<FilterChoice> filters = FilterChoice.all(agent.id(), customer.id());
        for (int i = 0; i < filters.size() + COMBINATIONS; i++) {
            List<FilterChoice> chosen = i < filters.size()
                    ? List.of(filters.get(i))
                    : IntStream.range(0, 1 + random.nextInt(4))
                            .mapToObj(_ -> filters.get(random.nextInt(filters.size())))
                            .distinct()
                            .toList();
            if (chosen.stream().map(FilterChoice::family).distinct().count() == chosen.size()) {
                check(chosen, random);
            }
        }
    }

    private static void check(List<FilterChoice> chosen, Random random) {
        boolean asCustomer = random.nextInt(4) == 0;
        boolean descending = random.nextBoolean();
        String sort = List.of("created_at", "updated_at", "priority", "status").get(random.nextInt(4));
        Comparator<FilteredRow> order = FilteredRow.order(sort);
        List<Long> expected = TICKETS.stream()
                .filter(row -> !asCustomer || row.creatorId() == customer.id())
                .filter(row -> chosen.stream().allMatch(choice -> choice.matches(row, asCustomer)))
                .sorted(descending ? order.reversed() : order)
                .map(FilteredRow::id)
                .toList();
        String query = "/tickets?total=true&limit=" + (1 + random.nextInt(40)) + "&sort=" + sort + "&order="
                + (descending ? "desc" : "asc")
                + String.join("", chosen.stream().map(FilterChoice::query).toList());
        assertThat(walk(asCustomer ? customer : agent, query, expected.size()))
                .as(query)
                .isEqualTo(expected);
        boolean searches = chosen.stream().anyMatch(choice -> choice.family().equals("q"));
        if (searches) {
            String ranked = query.replace("&sort=" + sort, "&sort=relevance");
            assertThat(walk(asCustomer ? customer : agent, ranked, expected.size()))
                    .as(ranked)
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    private static List<Long> walk(Person person, String query, int total) {
        List<Long> ids = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = person.client().get(query + cursor).expect(200).json();
            assertThat(page.get("total").intValue()).as(query).isEqualTo(total);
            page.get("items").forEach(ticket -> ids.add(ticket.get("id").longValue()));
            if (page.get("next_cursor").isNull()) {
                return ids;
            }
            cursor = "&cursor=" + page.get("next_cursor").textValue();
        }
    }
}
