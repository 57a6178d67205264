package io.deskledger.bench.load;

import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.percent;
import static io.gatling.javaapi.core.CoreDsl.randomSwitch;
import static io.gatling.javaapi.http.HttpDsl.http;

import io.gatling.javaapi.core.ChainBuilder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Looking for tickets: by fields, by two words anywhere in the text, and by both. */
public final class Search extends DeskSimulation {

    private static final double PART_OF_RATE = 0.3;
    private static final int CATEGORIES = 150;
    private static final List<String> STATUSES =
            List.of("open", "in_progress", "waiting_on_customer", "resolved", "closed");
    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "urgent");

    public Search() {
        ChainBuilder filters =
                exec(byAgent("filters", http("filters").get(session -> "/tickets?limit=20&" + fields() + category())));
        ChainBuilder text =
                exec(byAgent("full text", http("full text").get(session -> "/tickets?limit=20&" + words())));
        ChainBuilder both = exec(byAgent(
                "full text and filters",
                http("full text and filters").get(session -> "/tickets?limit=20&" + fields() + "&" + words())));
        setUp(arrivals(
                        "search",
                        Math.max(1, desk.pace().rate() * PART_OF_RATE),
                        randomSwitch()
                                .on(
                                        percent(40).then(filters),
                                        percent(40).then(text),
                                        percent(20).then(both))))
                .protocols(protocol)
                .assertions(nothingFails());
    }

    private static String fields() {
        return "status=" + Desk.any(STATUSES) + "&priority=" + Desk.any(PRIORITIES);
    }

    private static String category() {
        double place = Math.pow(ThreadLocalRandom.current().nextDouble(), 3);
        return "&category=category-" + (1 + (int) (CATEGORIES * place));
    }

    private String words() {
        return "q=" + URLEncoder.encode(desk.anyWord() + " " + desk.anyWord(), StandardCharsets.UTF_8);
    }
}
