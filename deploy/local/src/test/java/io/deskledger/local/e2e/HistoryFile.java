package io.deskledger.local.e2e;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** A file of tickets with histories of every kind, two years of them, before anything else happened. */
final class HistoryFile {

    private static final Instant FIRST = Instant.parse("2021-11-30T00:00:00Z");
    private static final List<String> PRIORITIES = List.of("low", "medium", "high", "urgent");
    private static final List<String> CATEGORIES = List.of("billing", "vpn & wi-fi", "größe");
    private static final List<String> STATUSES =
            List.of("open", "in_progress", "waiting_on_customer", "resolved", "resolved", "closed");

    private final Random random;

    HistoryFile(long seed) {
        this.random = new Random(seed);
    }

    Path write(Path file, int tickets) throws IOException {
        return Files.write(
                file, IntStream.range(0, tickets).mapToObj(this::ticket).toList());
    }

    private String ticket(int number) {
        Instant created =
                FIRST.plusSeconds(random.nextInt((int) Duration.ofDays(700).toSeconds()));
        ObjectNode ticket = JsonNodeFactory.instance.objectNode();
        ticket.put("source", "figures").put("external_id", "F" + number);
        ticket.put("title", "Case number " + number).put("description", "Something is not as it should be.");
        ticket.put("priority", PRIORITIES.get(random.nextInt(4))).put("created_at", created.toString());
        if (random.nextInt(4) > 0) {
            ticket.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
        }
        ticket.set("creator", person("caller" + random.nextInt(20)));
        ArrayNode history = ticket.putArray("history");
        Instant at = created;
        for (int step = random.nextInt(7); step > 0; step--) {
            // Often within the minute, sometimes at midnight, sometimes after weeks.
            at = at.plusSeconds(1L << random.nextInt(22));
            at = random.nextInt(10) == 0 ? at.plusSeconds(86_400 - at.getEpochSecond() % 86_400) : at;
            history.add(entry(at));
        }
        return ticket.toString();
    }

    private ObjectNode entry(Instant at) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("at", at.toString());
        entry.set("actor", person("staff" + random.nextInt(5)));
        switch (random.nextInt(11)) {
            case 2, 3 -> entry.set("assignee", person("staff" + random.nextInt(9)));
            case 4 -> entry.put("category", CATEGORIES.get(random.nextInt(CATEGORIES.size())));
            case 0 -> entry.put("priority", PRIORITIES.get(random.nextInt(4)));
            case 1 ->
                entry.putObject("comment").put("content", "Looked at it.").put("is_internal", random.nextBoolean());
            default -> entry.put("status", STATUSES.get(random.nextInt(STATUSES.size())));
        }
        return entry;
    }

    private static ObjectNode person(String name) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", name + "@figures.example")
                .put("full_name", name);
    }
}
