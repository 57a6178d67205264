package io.deskledger.api.console.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.deskledger.api.console.Choices;
import io.deskledger.api.console.Form;
import io.deskledger.api.console.Words;
import io.deskledger.api.console.clock.ClockFace;
import io.deskledger.api.ticket.TicketView;
import io.deskledger.api.user.User;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A ticket as its page shows it.
 *
 * @param ticket the ticket
 * @param agents whom it can be given to
 * @param now when it was read
 */
public record TicketPage(TicketView ticket, List<User> agents, Instant now) {

    private static final int LONGEST = 300;

    public List<String> statuses() {
        return Choices.STATUSES;
    }

    public List<String> priorities() {
        return Choices.PRIORITIES;
    }

    /** What was promised, and how that stands. */
    public List<ClockFace> clocks() {
        return ClockFace.all(ticket.sla(), now);
    }

    /** Whether its assignee is none of those whom it could be given to now. */
    public boolean isWithFormer() {
        Long id = ticket.assigneeId();
        return id != null && agents.stream().noneMatch(agent -> agent.id() == id);
    }

    public boolean isAssignedTo(User agent) {
        return Objects.equals(ticket.assigneeId(), agent.id());
    }

    /** A value of a field in words. */
    public String told(String field, @Nullable JsonNode value, Words words) {
        return told(field, value, words, Map.of());
    }

    /** The same, which people are called as the names say where the ticket can't be given to them. */
    public String told(String field, @Nullable JsonNode value, Words words, Map<Long, String> names) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return words.t("none");
        }
        if (value.asText().isEmpty() && value.isTextual()) {
            return words.t("none");
        }
        if (field.endsWith("_id")) {
            return agents.stream()
                    .filter(agent -> Long.toString(agent.id()).equals(value.asText()))
                    .map(User::fullName)
                    .findFirst()
                    .orElseGet(() -> names.getOrDefault(value.asLong(), "#" + value.asText()));
        }
        if (value.isTextual() && (field.equals("status") || field.equals("priority"))) {
            return words.or(field + "." + value.asText(), value.asText());
        }
        if (value.path("file_name").isTextual()) {
            return value.path("file_name").textValue() + " ("
                    + words.size(value.path("size").asLong()) + ")";
        }
        if (value.isArray()) {
            StringBuilder all = new StringBuilder();
            value.forEach(one -> all.append(all.isEmpty() ? "" : ", ").append(one.asText()));
            return all.isEmpty() ? words.t("none") : all.toString();
        }
        String text = value.isTextual() ? value.asText() : value.toString();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
    }

    /** What a form that came too late wanted, beside what the ticket has by now. */
    public List<Wanted> against(Form mine, Words words) {
        List<Wanted> all = new ArrayList<>();
        for (String name : List.of("title", "description", "status", "priority", "category", "assignee_id")) {
            mine.find(name).ifPresent(value -> {
                String theirs = told(name, JsonNodeFactory.instance.textNode(current(name)), words);
                String yours = told(name, JsonNodeFactory.instance.textNode(value), words);
                all.add(new Wanted(name, words.t("field." + name), value, theirs, yours));
            });
        }
        return all;
    }

    private String current(String name) {
        return switch (name) {
            case "title" -> ticket.title();
            case "description" -> ticket.description();
            case "status" -> ticket.status().wire();
            case "priority" -> ticket.priority().wire();
            case "category" -> ticket.category() == null ? "" : ticket.category();
            default -> ticket.assigneeId() == null ? "" : ticket.assigneeId().toString();
        };
    }

    /**
     * One field that two people wanted to change.
     *
     * @param name its API name
     * @param field its name for people
     * @param value what the one who came too late sent
     * @param theirs the ticket's value in words
     * @param yours the value that was sent, in words
     */
    public record Wanted(String name, String field, String value, String theirs, String yours) {}

    /** A text as a part of a path. */
    public String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** The fields of a change, in their order. */
    public static List<Map.Entry<String, JsonNode>> fields(JsonNode changes) {
        return List.copyOf(changes.properties());
    }
}
