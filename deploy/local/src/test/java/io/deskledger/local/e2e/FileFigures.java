package io.deskledger.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * The daily trends as docs/metrics.md defines them, counted from an import file by nothing but its lines: no code of
 * the product has a part in it.
 */
final class FileFigures {

    static final List<String> NAMES = List.of("created", "urgent_created", "resolved", "closed", "reopened", "backlog");
    private static final Set<String> ENDED = Set.of("resolved", "closed");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TreeMap<LocalDate, Map<String, Long>> days = new TreeMap<>();

    static FileFigures of(Path file) throws IOException {
        FileFigures figures = new FileFigures();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                figures.add(JSON.readTree(line));
            }
        }
        return figures;
    }

    LocalDate first() {
        return days.firstKey();
    }

    LocalDate last() {
        return days.lastKey();
    }

    /** The day's figures by name; the backlog is the sum of what came and went up to its end. */
    Map<String, Long> on(LocalDate day) {
        Map<String, Long> figures = new HashMap<>(days.getOrDefault(day, Map.of()));
        NAMES.forEach(name -> figures.putIfAbsent(name, 0L));
        figures.put(
                "backlog",
                days.headMap(day, true).values().stream()
                        .mapToLong(
                                counted -> counted.getOrDefault("created", 0L) - counted.getOrDefault("resolved", 0L))
                        .sum());
        return figures;
    }

    private void add(JsonNode ticket) {
        count("created", ticket.path("created_at").asText());
        if (ticket.path("priority").asText().equals("urgent")) {
            count("urgent_created", ticket.path("created_at").asText());
        }
        String status = "open";
        String resolved = null;
        String closed = null;
        List<JsonNode> history = StreamSupport.stream(ticket.path("history").spliterator(), false)
                .sorted((a, b) -> instant(a).compareTo(instant(b)))
                .toList();
        for (JsonNode entry : history) {
            String next = entry.path("status").asText(status);
            String at = entry.path("at").asText();
            if (ENDED.contains(status) && !ENDED.contains(next)) {
                count("reopened", at);
            }
            resolved = !ENDED.contains(next) ? null : resolved == null ? at : resolved;
            closed = !next.equals("closed") ? null : closed == null ? at : closed;
            status = next;
        }
        count("resolved", resolved);
        count("closed", closed);
    }

    private static Instant instant(JsonNode entry) {
        return Instant.parse(entry.path("at").asText());
    }

    private void count(String name, @Nullable String at) {
        if (at != null) {
            LocalDate day = Instant.parse(at).atZone(ZoneOffset.UTC).toLocalDate();
            days.computeIfAbsent(day, _ -> new HashMap<>()).merge(name, 1L, Long::sum);
        }
    }
}
