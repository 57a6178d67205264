package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantConcurrentUsers;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.Session;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two agents who change many tickets at once, one call after the other: as many as an instance runs at a time. Each
 * call gives a new value to a field of every ticket that it names, so that each of them gets a version and an event.
 */
public final class Bulk extends DeskSimulation {

    private static final int AGENTS = 2;

    private final int tickets =
            Math.min(Desk.number("BENCH_BULK"), desk.content().tickets());

    public Bulk() {
        String kind = "bulk change of " + tickets;
        ChainBuilder change = exec(byAgent(
                kind,
                http(kind)
                        .post("/tickets/bulk")
                        .body(StringBody(this::body))
                        .check(jsonPath("$.changed").ofInt().is(tickets))));
        setUp(scenario("bulk")
                        .exec(change)
                        .injectClosed(constantConcurrentUsers(AGENTS)
                                .during(desk.pace().all())))
                .protocols(protocol)
                .assertions(nothingFails());
    }

    private String body(Session session) {
        String ids = Stream.generate(desk::anyTicket)
                .distinct()
                .limit(tickets)
                .map(String::valueOf)
                .collect(Collectors.joining(","));
        return "{\"action\": \"merge_custom_fields\", \"custom_fields\": {\"bench\": \"%s\"}, \"ticket_ids\": [%s]}"
                .formatted(UUID.randomUUID(), ids);
    }
}
