package io.deskledger.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.Desk;
import io.deskledger.api.audit.AuditDatabase;
import io.deskledger.embedded.DatabaseAccess;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many statements a request costs, however many rows it shows. */
class StatementCountIT {

    private static ApiServer api;
    private static ApiClient admin;
    private static long ticket;

    @BeforeAll
    static void start() {
        DatabaseAccess database = ApiServer.newDesk();
        AuditDatabase audit = new AuditDatabase(database);
        api = ApiServer.start(
                database,
                Map.of(
                        "deskledger.relay.enabled",
                        false,
                        "datasources.default.url",
                        CountingDriver.url(database.url()),
                        "datasources.default.driver-class-name",
                        CountingDriver.class.getName()));
        audit.migrate();
        admin = api.admin();
        api.newPerson("agent");
        IntStream.range(0, 200).parallel().forEach(StatementCountIT::createTicket);
        ticket = admin.get("/tickets?limit=1").json().at("/items/0/id").longValue();
        for (int i = 0; i < 30; i++) {
            admin.post("/tickets/" + ticket + "/comments", Map.of("content", "Comment " + i))
                    .expect(201);
            admin.post("/views", Map.of("name", "View " + i, "search", Map.of("tag", "vpn")))
                    .expect(201);
        }
        audit.consumeOutbox();
    }

    private static void createTicket(int i) {
        Map<String, Object> body = new HashMap<>(Desk.ticketWith("tags", List.of("vpn", "fire " + i % 5)));
        body.put("auto_assign", i % 2 == 0);
        body.put("category", "billing");
        long id = admin.post("/tickets", body).expect(201).id();
        admin.post("/tickets/" + id + "/comments", Map.of("content", "Comment " + i))
                .expect(201);
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** Whose event comes once an hour. */
    @BeforeEach
    void readTheTrail() {
        admin.get("/tickets/" + ticket + "/audit").expect(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "/tickets?include=creator,assignee,tags,comments;                   1",
                "/tickets?status=open&sort=priority&include=creator,assignee;       1",
                "/tickets?total=true&include=creator,assignee,tags,comments;        2",
                "/tickets?q=printer&sort=relevance&include=comments;                2",
                "/tickets?q=printer&tag=vpn&category=billing&total=true;            3",
                "/views/1/tickets?include=creator,assignee,tags,comments;           2",
                "/tickets/%d/comments;                                              2",
                "/tickets/%d/timeline;                                              2",
                "/tickets/%d/audit;                                                 2",
                "/users;                                                            1",
                "/users?q=agent&role=agent;                                         1",
                "/tags;                                                             1",
                "/views;                                                            1"
            })
    void aPageCostsTheSameHoweverManyRowsItHas(String path, int statements) {
        String asked = path.formatted(ticket);
        String join = asked.contains("?") ? "&limit=" : "?limit=";
        for (int limit : List.of(1, 200)) {
            Answer answer = counted(statements, () -> admin.get(asked + join + limit));
            assertThat(answer.expect(200).json().get("items").size()).isBetween(1, limit);
        }
    }

    @Test
    void readingOneTicketIsOneStatement() {
        counted(1, () -> admin.get("/tickets/" + ticket));
        String number = admin.get("/tickets/" + ticket).text("ticket_number");
        counted(1, () -> admin.get("/tickets/number/" + number));
        counted(1, () -> admin.get("/tickets/987654321"));
    }

    @Test
    void writingCostsAFixedNumber() {
        long one = admin.post("/tickets", Desk.ticket()).id();
        // The clocks of a new ticket are one statement more; where a change matters to them, they are two: read and
        // set.
        counted(3, () -> admin.post("/tickets", Desk.ticket()));
        counted(4, () -> admin.post("/tickets", Desk.ticketWith("tags", List.of("vpn", "fire 1", "fire 2"))));
        counted(6, () -> admin.post("/tickets", Desk.ticketWith("auto_assign", true)));
        counted(6, () -> admin.patch("/tickets/" + one, Map.of("priority", "high")));
        counted(7, () -> admin.patch("/tickets/" + one, Map.of("status", "in_progress")));
        counted(5, () -> admin.patch("/tickets/" + one, Map.of("title", "Another title")));
        counted(6, () -> admin.post("/tickets/" + one + "/comments", Map.of("content", "On it")));
        counted(4, () -> admin.post("/tickets/" + ticket + "/comments", Map.of("content", "On it")));
        counted(6, () -> admin.post("/tickets/" + one + "/tags", Map.of("names", List.of("vpn", "fire 1", "fire 2"))));
    }

    private static Answer counted(int expected, Supplier<Answer> request) {
        CountingDriver.forget();
        Answer answer = request.get();
        List<String> statements = CountingDriver.statements();
        assertThat(statements).as(answer.response().body()).hasSize(expected);
        return answer;
    }
}
