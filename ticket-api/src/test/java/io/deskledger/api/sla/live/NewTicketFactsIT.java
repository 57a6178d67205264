package io.deskledger.api.sla.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.ApiServer;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The first clocks of tickets are set by their events alone. */
class NewTicketFactsIT {

    private static final String CLOCKS = "SELECT (ticket_id, target, cycle, policy_version_id, target_seconds, state,"
            + " is_open, started_at, due_at, warn_at, next_at, warned_at, breached_at, stopped_at)::text"
            + " FROM ticket_sla ORDER BY ticket_id, target";

    @Test
    void theyAreThoseThatTheTablesWouldGive() {
        try (ApiServer api = ApiServer.start(
                ApiServer.newDesk(), Map.of("deskledger.relay.enabled", false, "deskledger.sla.sweep", false))) {
            Instant since = Instant.parse(
                    api.admin().post("/sla/policies", policy()).expect(201).text("created_at"));
            Random random = new Random(8);
            String file = IntStream.range(0, 200)
                    .mapToObj(number -> line(number, since, random).toString())
                    .collect(Collectors.joining("\n"));
            long run = api.admin()
                    .send("POST", "/imports", file, "Content-Type", "application/x-ndjson")
                    .expect(202)
                    .id();
            await().atMost(Duration.ofSeconds(30))
                    .until(() ->
                            api.admin().get("/imports/" + run).text("status").equals("done"));

            List<String> byEvents = api.texts(CLOCKS);
            api.execute("DELETE FROM ticket_sla");
            setByTables(api);

            assertThat(byEvents).hasSizeGreaterThan(300).isEqualTo(api.texts(CLOCKS));
            assertThat(api.texts("SELECT DISTINCT policy_version_id || state FROM ticket_sla"
                            + " WHERE target = 'resolution' ORDER BY 1"))
                    .hasSize(5);
        }
    }

    private static void setByTables(ApiServer api) {
        ApplicationContext context = api.server().getApplicationContext();
        List<Long> ids =
                api.texts("SELECT id FROM tickets").stream().map(Long::valueOf).toList();
        transactions(context).executeWrite(_ -> {
            context.getBean(TicketClockService.class)
                    .set(
                            context.getBean(FactsRepository.class).read(ids, false),
                            ticket -> TicketClockService.kept(
                                    context.getBean(PolicyBooks.class).current(), ticket),
                            Instant.now(),
                            true);
            return ids;
        });
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(ApplicationContext context) {
        return context.getBean(TransactionOperations.class);
    }

    private static Map<String, Object> policy() {
        return Map.of(
                "name",
                "Two conditions",
                "position",
                1,
                "condition",
                Map.of("tag", List.of("t1", "t2"), "priority", List.of("urgent", "high")),
                "targets",
                Map.of(
                        "resolution",
                        Map.of(
                                "seconds",
                                Map.of("urgent", 86_400, "high", 90_000),
                                "calendar_id",
                                1,
                                "stop_while_waiting",
                                true)));
    }

    /** A ticket with whatever can happen to it, a millisecond apart. */
    private static ObjectNode line(int number, Instant since, Random random) {
        ObjectNode line = JsonNodeFactory.instance.objectNode();
        line.put("source", "facts").put("external_id", "F" + number);
        line.put("title", "A title").put("description", "A description that is long enough");
        line.put("priority", priority(random)).put("created_at", since.toString());
        line.putObject("creator").put("email", "customer@example.com");
        line.putArray("tags").add("t" + random.nextInt(4));
        int entries = random.nextInt(7);
        for (int i = 1; i <= entries; i++) {
            ObjectNode entry = line.withArray("/history").addObject();
            entry.put("at", since.plusMillis(i).toString());
            entry.putObject("actor").put("email", "agent@example.com");
            entry.putObject("assignee").put("email", "agent@example.com");
            switch (random.nextInt(4)) {
                case 0 -> entry.put("status", status(random));
                case 1 -> entry.put("priority", priority(random));
                case 2 -> entry.putArray("tags").add("t" + random.nextInt(4));
                default -> entry.putObject("comment").put("content", "Said").put("is_internal", random.nextBoolean());
            }
            JsonNode comment = entry.path("comment");
            if (comment.isMissingNode() && random.nextBoolean()) {
                entry.put("status", status(random));
            }
        }
        return line;
    }

    private static String status(Random random) {
        return List.of("open", "in_progress", "waiting_on_customer", "resolved").get(random.nextInt(4));
    }

    private static String priority(Random random) {
        return List.of("low", "medium", "high", "urgent").get(random.nextInt(4));
    }
}
