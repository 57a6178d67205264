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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as a line of an import file leaves it, by the rules of docs/metrics.md; people are their addresses.
 *
 * @param open from when to when it was neither resolved nor closed; the last may have no end
 */
record FileTicket(
        Instant created,
        String priority,
        @Nullable String category,
        String status,
        @Nullable String assignee,
        @Nullable Instant resolved,
        @Nullable String resolvedBy,
        @Nullable Instant closed,
        @Nullable Instant answered,
        @Nullable String answeredBy,
        Map<String, Long> comments,
        boolean urgentAtFirst,
        List<Instant> reopenings,
        Set<String> tags,
        List<Span> open) {

    private static final ObjectMapper JSON = new ObjectMapper();

    record Span(Instant from, @Nullable Instant to) {}

    static List<FileTicket> read(Path file) throws IOException {
        List<FileTicket> tickets = new ArrayList<>();
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw;
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                tickets.add(of(JSON.readTree(line)));
            }
        }
        return tickets;
    }

    static LocalDate firstDay(List<FileTicket> tickets, ZoneId zone) {
        return tickets.stream()
                .map(FileTicket::created)
                .min(Instant::compareTo)
                .orElseThrow()
                .atZone(zone)
                .toLocalDate();
    }

    boolean done() {
        return resolved != null;
    }

    /** From creation to resolution; only of those that are resolved. */
    Duration took() {
        return Duration.between(created, resolved == null ? created : resolved);
    }

    Duration waited() {
        return Duration.between(created, answered == null ? created : answered);
    }

    /** When it had been open for longer than that, all in all; null if it never was until now. */
    @Nullable
    Instant openFor(Duration target) {
        Duration rest = target;
        for (Span span : open) {
            Instant reached = span.from().plus(rest);
            Instant end = span.to() == null ? Instant.now() : span.to();
            if (reached.isBefore(end)) {
                return reached;
            }
            rest = rest.minus(Duration.between(span.from(), end));
        }
        return null;
    }

    private static FileTicket of(JsonNode line) {
        String priority = line.path("priority").asText("medium");
        String category = textOrNull(line, "category");
        String status = "open";
        String assignee = null;
        Instant resolved = null;
        String resolvedBy = null;
        Instant closed = null;
        Instant answered = null;
        String answeredBy = null;
        Map<String, Long> comments = new HashMap<>();
        List<Span> open = new ArrayList<>();
        Instant openSince = Instant.parse(line.path("created_at").asText());
        boolean urgent = priority.equals("urgent");
        List<Instant> reopenings = new ArrayList<>();
        Set<String> tags = new TreeSet<>();
        line.path("tags").forEach(tag -> tags.add(tag.asText()));
        List<JsonNode> history = StreamSupport.stream(line.path("history").spliterator(), false)
                .sorted((a, b) -> at(a).compareTo(at(b)))
                .toList();
        for (JsonNode entry : history) {
            String actor = entry.path("actor").path("email").asText();
            priority = entry.path("priority").asText(priority);
            category = entry.has("category") ? textOrNull(entry, "category") : category;
            assignee =
                    entry.has("assignee") ? entry.path("assignee").path("email").asText() : assignee;
            JsonNode comment = entry.path("comment");
            if (!comment.isMissingNode()) {
                comments.merge(actor, 1L, Long::sum);
                if (answered == null && !comment.path("is_internal").asBoolean()) {
                    answered = at(entry);
                    answeredBy = actor;
                }
            }
            if (entry.has("tags")) {
                tags.clear();
                entry.path("tags").forEach(tag -> tags.add(tag.asText()));
            }
            String next = entry.path("status").asText(status);
            if (resolved != null && !next.equals("resolved") && !next.equals("closed")) {
                reopenings.add(at(entry));
            }
            boolean ended = next.equals("resolved") || next.equals("closed");
            if (ended && resolved == null) {
                open.add(new Span(openSince, at(entry)));
            } else if (!ended && resolved != null) {
                openSince = at(entry);
            }
            resolvedBy = !ended ? null : resolved == null ? assignee : resolvedBy;
            resolved = !ended ? null : resolved == null ? at(entry) : resolved;
            closed = !next.equals("closed") ? null : closed == null ? at(entry) : closed;
            status = next;
        }
        if (resolved == null) {
            open.add(new Span(openSince, null));
        }
        return new FileTicket(
                Instant.parse(line.path("created_at").asText()),
                priority,
                category,
                status,
                assignee,
                resolved,
                resolvedBy,
                closed,
                answered,
                answeredBy,
                comments,
                urgent,
                reopenings,
                tags,
                open);
    }

    private static Instant at(JsonNode entry) {
        return Instant.parse(entry.path("at").asText());
    }

    private static @Nullable String textOrNull(JsonNode node, String field) {
        return node.hasNonNull(field) ? node.path(field).asText() : null;
    }
}
