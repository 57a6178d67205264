package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.uniformRandomSwitch;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import java.util.List;

/**
 * Reports over any range of days, all equally often. {@code bench/analytics/run} asks for each with all of its choices.
 */
public final class Reports extends DeskSimulation {

    private static final double PART_OF_RATE = 0.1;
    private static final List<String> REPORTS = List.of(
            "dashboard",
            "trends?interval=day",
            "trends?interval=month",
            "categories",
            "cohorts?by=category",
            "agents/ranking?metric=resolved",
            "agents/performance",
            "sla?target=resolution",
            "response-times");

    public Reports() {
        List<ChainBuilder> each = REPORTS.stream().map(this::report).toList();
        setUp(arrivals(
                        "reports",
                        Math.max(1, desk.pace().rate() * PART_OF_RATE),
                        uniformRandomSwitch().on(each)))
                .protocols(protocol)
                .assertions(nothingFails());
    }

    private ChainBuilder report(String name) {
        String path = "/reports/" + name + (name.contains("?") ? "&" : "?");
        return exec(byAgent(name, http(name).get(session -> path + desk.days().anyRange())));
    }
}
