package io.deskledger.api.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.Answer;
import io.deskledger.api.ApiClient;
import io.deskledger.api.ApiServer;
import io.deskledger.api.audit.AuditDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events page by page, while others are being recorded. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FeedIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private ApiServer server;
    private GrowingLog log;
    private ApiServer.Person agent;

    @BeforeAll
    void start() {
        AuditDatabase audit = new AuditDatabase(ApiServer.newDesk());
        server = ApiServer.start(audit.access(), Map.of("deskledger.relay.enabled", false));
        server.admin().get("/events").expectProblem(503);
        audit.migrate();
        log = new GrowingLog(audit);
        log.append(List.of(0, 1, 2), 10, 0);
        agent = server.newPerson("agent");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void nothingIsLostOrDoubledWhileWritersCommitLate() throws Exception {
        String cursor = server.admin().get("/events?after=now").expect(200).text("next_cursor");
        int writers = 4;
        int rounds = 25;
        List<String> read = new ArrayList<>();
        Map<String, Long> versions = new HashMap<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(writers)) {
            List<Future<?>> work = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                work.add(executor.submit(log.writer(writer, rounds)));
            }
            int expected = writers * rounds * 3 * 2;
            Instant end = Instant.now().plus(LIMIT);
            while (read.size() < expected || work.stream().anyMatch(future -> !future.isDone())) {
                assertThat(Instant.now()).as(read.size() + " of " + expected).isBefore(end);
                JsonNode page = server.admin()
                        .get("/events?limit=7&after=" + cursor)
                        .expect(200)
                        .json();
                cursor = page.get("next_cursor").textValue();
                for (JsonNode event : page.get("items")) {
                    read.add(event.get("id").textValue());
                    String chain = event.get("id").textValue().substring(24, 28);
                    long version = Long.parseLong(event.get("entityversion").textValue());
                    Long previous = versions.put(chain, version);
                    assertThat(previous == null ? version : previous + 1)
                            .as(event.toString())
                            .isEqualTo(version);
                }
            }
            for (Future<?> future : work) {
                future.get();
            }
            assertThat(read).hasSize(expected).doesNotHaveDuplicates();
            assertThat(versions).hasSize(GrowingLog.CHAINS);
        }
    }

    @Test
    void pagesOfAnySizeHoldTheSame() {
        List<String> small = walk(server.admin(), 19);
        List<String> large = walk(server.admin(), 500);

        assertThat(small).hasSizeGreaterThan(20).doesNotHaveDuplicates().containsExactlyInAnyOrderElementsOf(large);
    }

    @Test
    void eventsAreCloudEvents() {
        Answer answer = server.admin().get("/events?limit=1").expect(200);
        JsonNode event = answer.json().at("/items/0");

        assertThat(event.get("specversion").textValue()).isEqualTo("1.0");
        assertThat(event.get("source").textValue()).isEqualTo("/deskledger/ticket-api");
        assertThat(event.get("type").textValue()).isEqualTo("io.deskledger.ticket.updated.v1");
        assertThat(event.get("subject").textValue()).startsWith("tickets/");
        assertThat(event.get("actor").textValue()).isEqualTo("users/3");
        assertThat(event.get("requestid").textValue()).isEqualTo("req-1");
        assertThat(event.get("entityversion").textValue()).isEqualTo("1");
        assertThat(event.get("datacontenttype").textValue()).isEqualTo("application/json");
        assertThat(event.at("/data/request/ip").textValue()).isEqualTo("192.0.2.7");
        assertThat(Instant.parse(event.get("time").textValue())).isAfter(Instant.EPOCH);
        assertThat(answer.response().body()).contains("{\"ratio\":{\"from\":null,\"to\":1.10}}");
    }

    @Test
    void agentsGetTheEventsOfTicketsWithoutAddresses() {
        JsonNode page = agent.client().get("/events?limit=500").expect(200).json();

        assertThat(page.get("items")).isNotEmpty().allSatisfy(event -> {
            assertThat(event.get("subject").textValue()).startsWith("tickets/");
            assertThat(event.at("/data/request/ip").isNull()).isTrue();
            assertThat(event.at("/data/request/user_agent").isNull()).isTrue();
        });
        server.customer().client().get("/events").expectProblem(403);
        server.anonymous().get("/events").expectProblem(401);
    }

    @Test
    void onlyTheBeginningLeavesAnEvent() {
        ApiServer.Person reader = server.newPerson("agent");
        String cursor = reader.client().get("/events?limit=2").expect(200).text("next_cursor");
        reader.client().get("/events?limit=2&after=" + cursor).expect(200);

        List<JsonNode> events = server.eventsBySubject("audit/" + reader.id());
        assertThat(events).hasSize(1);
        assertThat(events.getFirst().at("/changes/format/to").textValue()).isEqualTo("events");
        reader.client().get("/events?after=now").expect(200);
        assertThat(server.eventsBySubject("audit/" + reader.id())).hasSize(2);
    }

    @Test
    void goingOnFromACursorOfSomebodyElseLeavesAnEventToo() {
        String cursor = agent.client().get("/events?limit=2").expect(200).text("next_cursor");
        ApiServer.Person reader = server.newPerson("agent");
        reader.client().get("/events?limit=2&after=" + cursor).expect(200);
        reader.client().get("/events?limit=2&after=" + cursor).expect(200);
        assertThat(server.eventsBySubject("audit/" + reader.id())).hasSize(1);
    }

    @Test
    void nowIsBehindEverything() {
        JsonNode now = agent.client().get("/events?after=now").expect(200).json();
        assertThat(now.get("items")).isEmpty();
        assertThat(now.get("has_more").booleanValue()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"limit=0", "limit=501", "after=abc", "after=", "after=%00", "cursor=x", "after=now&after=now"})
    void badParametersAreNamed(String query) {
        assertThat(server.admin().get("/events?" + query).expectProblem(400).blamed())
                .isNotEmpty();
    }

    @Test
    void aDamagedCursorIsRefused() {
        String cursor = server.admin().get("/events?limit=1").expect(200).text("next_cursor");
        char last = cursor.charAt(cursor.length() - 2);
        String damaged = cursor.substring(0, cursor.length() - 2)
                + (last == 'A' ? 'B' : 'A')
                + cursor.charAt(cursor.length() - 1);
        server.admin().get("/events?after=" + damaged).expectProblem(400);
    }

    private static List<String> walk(ApiClient client, int limit) {
        List<String> ids = new ArrayList<>();
        String after = "";
        while (true) {
            JsonNode page =
                    client.get("/events?limit=" + limit + after).expect(200).json();
            page.get("items").forEach(event -> ids.add(event.get("id").textValue()));
            if (!page.get("has_more").booleanValue()) {
                return ids;
            }
            after = "&after=" + page.get("next_cursor").textValue();
        }
    }
}
