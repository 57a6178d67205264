package io.deskledger.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** The reports of the range that questions are about. */
record FileReports(Desk desk, FileQuestions of) {

    private static final Set<String> IDS = Set.of("id", "ticket_id");
    private static final LongAdder FIGURES = new LongAdder();

    /** How many figures were answered so far, each of which is held against the file. */
    static long figures() {
        return FIGURES.sum();
    }

    JsonNode report(String path) throws IOException, InterruptedException {
        String separator = path.contains("?") ? "&" : "?";
        JsonNode report = desk.get("/reports/%s%sfrom=%s&to=%s".formatted(path, separator, of.from(), of.to()));
        FIGURES.add(figures(report));
        return report;
    }

    private static long figures(JsonNode node) {
        return node.isObject()
                ? node.properties().stream()
                        .filter(field -> !IDS.contains(field.getKey()))
                        .mapToLong(field -> figures(field.getValue()))
                        .sum()
                : node.isArray()
                        ? node.valueStream().mapToLong(FileReports::figures).sum()
                        : node.isNumber() ? 1 : 0;
    }

    /** How many tickets the list shows that a link leads to. */
    long listed(String link) throws IOException, InterruptedException {
        return desk.get(link.substring("/api/v1".length()) + "&limit=1&total=true")
                .path("total")
                .asLong();
    }
}
