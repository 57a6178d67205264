package io.deskledger.api.ticket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ApiServer.Person;
import io.deskledger.api.Desk;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any list of tickets as CSV. */
class TicketCsvIT {

    private final ApiServer api = ApiServer.shared();
    private final Person customer = api.newPerson("customer");

    @Test
    void everyCellComesBackAsItWasAndNoneStartsAFormula() throws Exception {
        String category = "csv " + UUID.randomUUID();
        List<String> titles = List.of(
                "=1+1+cmd|' /C calc'!A0",
                "+49 30 1234",
                "-2+3+cmd",
                "@SUM(A1:A9)",
                "says \"no\", and, twice",
                "two\nlines\r\nand three",
                "emoji 🎫 and שלום עולם");
        for (String title : titles) {
            Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("title", title));
            ticket.putAll(Map.of("category", category, "tags", List.of("=tag", "b")));
            customer.client().post("/tickets", ticket).expect(201);
        }
        Answer answer = csv(api.agent().client(), "?order=asc&category=" + category.replace(" ", "%20"));
        List<CSVRecord> rows = rows(answer);

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(rows)
                .extracting(row -> row.get("title"))
                .containsExactlyElementsOf(titles.stream()
                        .map(title -> "=+-@".indexOf(title.charAt(0)) >= 0 ? "'" + title : title)
                        .toList());
        assertThat(rows).allSatisfy(row -> {
            assertThat(row.get("tags")).isEqualTo("'=tag,b");
            assertThat(row.get("creator_email")).isEqualTo(customer.email());
            assertThat(row.get("assignee_id")).isEmpty();
            assertThat(row.get("custom_fields")).isEqualTo("{}");
        });
        assertThat(answer.response().body().lines().findFirst().orElseThrow()).startsWith("id,ticket_number,title,");
    }

    @ParameterizedTest
    @ValueSource(strings = {"created_at", "updated_at", "priority", "status", "relevance"})
    void hasAllPagesInEveryOrderAndForCustomersTheirOwnOnly(String sort) throws Exception {
        String word = "w" + UUID.randomUUID().toString().replace("-", "");
        List<Map<String, Object>> tickets = new ArrayList<>();
        for (int i = 0; i < 450; i++) {
            Map<String, Object> ticket = new HashMap<>(Desk.ticketWith("title", "Ticket " + word));
            ticket.put("priority", List.of("low", "high", "urgent").get(i % 3));
            ticket.put(
                    "requester_id", i % 2 == 0 ? customer.id() : api.customer().id());
            tickets.add(ticket);
        }
        api.agent()
                .client()
                .post("/tickets/bulk", Map.of("action", "create", "tickets", tickets))
                .expect(200);
        String query = "?order=asc&q=" + word + "&sort=" + sort;
        List<CSVRecord> all = rows(csv(api.agent().client(), query));
        assertThat(all).hasSize(450).extracting(row -> row.get("id")).doesNotHaveDuplicates();
        List<String> firstPage = new ArrayList<>();
        api.agent()
                .client()
                .get("/tickets" + query + "&limit=200")
                .expect(200)
                .json()
                .get("items")
                .forEach(item -> firstPage.add(item.get("id").asText()));
        assertThat(all.subList(0, 200)).extracting(row -> row.get("id")).isEqualTo(firstPage);

        Answer own = csv(customer.client(), query);
        assertThat(rows(own))
                .hasSize(225)
                .allSatisfy(row -> assertThat(row.get("creator_id")).isEqualTo(Long.toString(customer.id())));
        assertThat(own.response().body()).doesNotContain("@example.org", "email");
        assertThat(rows(csv(api.newPerson("customer").client(), query))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=5", "cursor=x", "total=true", "include=creator", "colour=red"})
    void whatMakesNoSenseIsRefused(String query) {
        assertThat(csv(api.agent().client(), "?" + query).expectProblem(400).blamed())
                .contains(query.substring(0, query.indexOf('=')));
        csv(customer.client(), "?deleted=only").expectProblem(403);
        csv(api.anonymous(), "").expectProblem(401);
    }

    @Test
    void jsonStaysWhatIsAnsweredToAnythingElse() {
        for (String accept : List.of("*/*", "application/json", "application/json, text/csv", "text/html, */*")) {
            assertThat(customer.client()
                            .send("GET", "/tickets", null, "Accept", accept)
                            .expect(200)
                            .header("Content-Type"))
                    .startsWith("application/json");
        }
    }

    @Test
    void eachExportLeavesAnEvent() {
        Answer answer = csv(customer.client(), "?status=open").expect(200);
        assertThat(api.eventsBySubject("audit/" + customer.id())).last().satisfies(event -> {
            assertThat(event.get("action").textValue()).isEqualTo("EXPORT");
            assertThat(event.at("/changes/filter/to").textValue()).isEqualTo("status=open");
            assertThat(event.at("/request/id").textValue()).isEqualTo(answer.header("X-Request-Id"));
        });
    }

    @Test
    void headTakesNoPlaceAndLeavesNoEvent() {
        for (int i = 0; i < 6; i++) {
            Answer head = api.admin()
                    .send("HEAD", "/tickets?status=closed", null, "Accept", "text/csv")
                    .expect(200);
            assertThat(head.header("Content-Type")).startsWith("text/csv");
            assertThat(head.response().body()).isEmpty();
            api.admin().send("HEAD", "/exports/tickets?status=closed", null).expect(200);
            customer.client()
                    .send("HEAD", "/tickets", null, "Accept", "text/csv")
                    .expect(200);
        }
        assertThat(api.eventsBySubject("audit/" + customer.id())).isEmpty();
        csv(customer.client(), "").expect(200);
        customer.client()
                .send("HEAD", "/tickets?colour=red", null, "Accept", "text/csv")
                .expect(400);
    }

    @Test
    void seventyMegabytesWaitForTheirReader() throws Exception {
        try (ApiServer own = ApiServer.start(ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false))) {
            own.admin();
            own.execute("""
                    INSERT INTO tickets (id, ticket_number, title, description, status, priority, initial_priority,
                                         creator_id, version, created_at, updated_at)
                    SELECT n, 'TKT-20260101-' || lpad(n::text, 6, '0'), 'Ticket ' || n, repeat('Long ', 700), 'open',
                           'low', 'low', (SELECT min(id) FROM users), 1,
                           timestamptz '2026-01-01' + n * interval '1 second', timestamptz '2026-01-01'
                      FROM generate_series(1, 20000) n
                    """);
            String token = own.anonymous()
                    .post(
                            "/auth/login",
                            Map.of("username", ApiServer.ADMIN_EMAIL, "password", ApiServer.ADMIN_PASSWORD))
                    .text("access_token");
            var written = own.server()
                    .getApplicationContext()
                    .getBean(MeterRegistry.class)
                    .counter("deskledger.export.bytes");
            try (HttpClient http = HttpClient.newHttpClient();
                    InputStream slow = open(http, own, token, "identity")) {
                slow.readNBytes(1_000);
                // 70 MB in all: what nobody reads is not made, but for what the sockets hold.
                await().during(Duration.ofSeconds(1))
                        .atMost(Duration.ofSeconds(20))
                        .until(() -> written.count() < 30_000_000 && written.count() > 0);
                aFifthIsRefusedUntilOneEnds(http, own, token);
                double before = written.count();
                try (InputStream fast = new GZIPInputStream(open(http, own, token, "gzip"), 65_536)) {
                    assertThat(lines(fast)).isEqualTo(20_001);
                }
                assertThat(written.count() - before).isGreaterThan(60_000_000);
            }
        }
    }

    private static void aFifthIsRefusedUntilOneEnds(HttpClient http, ApiServer own, String token) throws Exception {
        List<InputStream> more = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            more.add(open(http, own, token, "identity"));
        }
        assertThat(csv(own.admin(), "").expectProblem(429).header("Retry-After"))
                .isEqualTo("60");
        csv(own.admin(), "?status=closed").expectProblem(429);
        for (InputStream one : more) {
            one.close();
        }
        await().atMost(Duration.ofSeconds(20))
                .until(() -> csv(own.admin(), "?status=closed").status() == 200);
    }

    private static InputStream open(HttpClient http, ApiServer server, String token, String encoding)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.server().getURI().resolve("/api/v1/tickets"))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "text/csv")
                .header("Accept-Encoding", encoding)
                .build();
        HttpResponse<InputStream> response = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Encoding").orElse("identity"))
                .isEqualTo(encoding);
        return response.body();
    }

    private static long lines(InputStream input) throws IOException {
        byte[] buffer = new byte[65_536];
        long lines = 0;
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
            for (int i = 0; i < read; i++) {
                lines += buffer[i] == '\n' ? 1 : 0;
            }
        }
        return lines;
    }

    private static Answer csv(ApiClient client, String query) {
        return client.send("GET", "/tickets" + query, null, "Accept", "text/csv");
    }

    private static List<CSVRecord> rows(Answer answer) throws IOException {
        answer.expect(200);
        return CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get()
                .parse(new StringReader(answer.response().body()))
                .getRecords();
    }
}
