package io.deskledger.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;

/** The reports of the range that questions are about. */
record FileReports(Desk desk, FileQuestions of) {

    JsonNode report(String path) throws IOException, InterruptedException {
        String separator = path.contains("?") ? "&" : "?";
        return desk.get("/reports/%s%sfrom=%s&to=%s".formatted(path, separator, of.from(), of.to()));
    }

    /** How many tickets the list shows that a link leads to. */
    long listed(String link) throws IOException, InterruptedException {
        return desk.get(link.substring("/api/v1".length()) + "&limit=1&total=true")
                .path("total")
                .asLong();
    }
}
