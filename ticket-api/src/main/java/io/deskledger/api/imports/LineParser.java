package io.deskledger.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.ObjectLimits;
import io.deskledger.api.imports.HistoryEntry.Comment;
import io.deskledger.api.imports.HistoryEntry.Given;
import io.deskledger.api.imports.ImportedTicket.FirstResponse;
import io.deskledger.api.ticket.TicketContent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line of an import as a ticket with its history, or the reason why not. */
final class LineParser {

    private static final Logger LOG = LoggerFactory.getLogger(LineParser.class);

    private static final int MAX_TEXT = 1024 * 1024;
    private static final int MAX_TAGS = 50;
    private static final int MAX_TAG_LENGTH = 50;
    private static final int MAX_EMAIL_LENGTH = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@\\p{Cntrl}]+");

    /** Clocks differ by as much; what lies further ahead has not happened. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    private static final Set<String> TICKET_FIELDS = Set.of(
            "source",
            "external_id",
            "title",
            "description",
            "priority",
            "category",
            "tags",
            "custom_fields",
            "created_at",
            "creator",
            "first_response",
            "history");
    private static final Set<String> CHANGES = Set.of("status", "assignee", "priority", "category", "comment", "tags");
    private static final Set<String> ENTRY_FIELDS =
            Set.of("at", "actor", "status", "assignee", "priority", "category", "comment", "tags");
    private static final Set<String> PERSON_FIELDS = Set.of("email", "full_name", "role");
    private static final Set<String> RESPONSE_FIELDS = Set.of("at", "actor");
    private static final Set<String> COMMENT_FIELDS = Set.of("content", "is_internal");

    private static final String FIRST_RESPONSE = "first_response";

    private final Clock clock;

    LineParser(Clock clock) {
        this.clock = clock;
    }

    ParsedLine parse(ImportLine line) {
        if (line.content() == null) {
            return new ParsedLine.Refused(line.number(), "the line is longer than 16 MiB");
        }
        byte[] bytes = line.content().bytes();
        if (isBlank(bytes)) {
            return new ParsedLine.Blank();
        }
        try {
            return new ParsedLine.Good(line.number(), ticket(LineJson.read(bytes)));
        } catch (RefusedLineException e) {
            return new ParsedLine.Refused(line.number(), e.reason());
        } catch (RuntimeException e) {
            // A mistake of ours: it must not keep the other lines waiting, and would come again with each attempt.
            LOG.error("Line {} of an import can't be read", line.number(), e);
            return new ParsedLine.Refused(line.number(), "the line can't be read, which is not its fault");
        }
    }

    private ImportedTicket ticket(JsonNode root) {
        JsonFields fields = JsonFields.of(root, "", TICKET_FIELDS);
        Instant latest = clock.instant().plus(AHEAD);
        Instant createdAt = fields.instant("created_at", latest);
        TicketPriority priority = fields.constant(TicketPriority.class, "priority");
        SortedSet<String> tags = fields.names("tags", MAX_TAGS, MAX_TAG_LENGTH);
        return new ImportedTicket(
                new ImportKey(fields.requiredText("source", 1, 100), fields.requiredText("external_id", 1, 200)),
                new TicketContent(
                        fields.requiredText("title", 5, 500),
                        fields.requiredText("description", 10, MAX_TEXT),
                        fields.text("category", 1, 100),
                        customFields(fields)),
                priority == null ? TicketPriority.MEDIUM : priority,
                tags == null ? Collections.emptySortedSet() : tags,
                createdAt,
                person(fields.required("creator"), "creator"),
                firstResponse(fields, createdAt, latest),
                history(fields, createdAt, latest));
    }

    private static ObjectNode customFields(JsonFields fields) {
        JsonNode value = fields.value("custom_fields");
        if (value == null) {
            return JsonNodeFactory.instance.objectNode();
        }
        if (!(value instanceof ObjectNode object)) {
            throw new RefusedLineException("custom_fields", "is not an object");
        }
        ObjectLimits.problem(object).ifPresent(rule -> {
            throw new RefusedLineException("custom_fields", rule);
        });
        return object;
    }

    private static @Nullable Given<FirstResponse> firstResponse(JsonFields fields, Instant createdAt, Instant latest) {
        if (!fields.has(FIRST_RESPONSE)) {
            return null;
        }
        JsonNode value = fields.value(FIRST_RESPONSE);
        if (value == null) {
            return new Given<>(null);
        }
        JsonFields response = JsonFields.of(value, FIRST_RESPONSE, RESPONSE_FIELDS);
        Instant at = response.instant("at", latest);
        if (at.isBefore(createdAt)) {
            throw new RefusedLineException(response.path("at"), "is before created_at");
        }
        return new Given<>(new FirstResponse(at, person(response.required("actor"), response.path("actor"))));
    }

    private static List<HistoryEntry> history(JsonFields fields, Instant createdAt, Instant latest) {
        JsonNode value = fields.value("history");
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw new RefusedLineException("history", "is not a list");
        }
        List<HistoryEntry> history = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            String path = "history[" + i + "]";
            HistoryEntry entry = entry(JsonFields.of(value.get(i), path, ENTRY_FIELDS), latest);
            if (entry.at().isBefore(createdAt)) {
                throw new RefusedLineException(path + ".at", "is before created_at");
            }
            history.add(entry);
        }
        history.sort(Comparator.comparing(HistoryEntry::at));
        return history;
    }

    private static HistoryEntry entry(JsonFields fields, Instant latest) {
        if (CHANGES.stream().noneMatch(fields::has)) {
            throw new RefusedLineException(
                    fields.path("at"), "comes with none of " + String.join(", ", new TreeSet<>(CHANGES)));
        }
        SortedSet<String> tags = fields.names("tags", MAX_TAGS, MAX_TAG_LENGTH);
        return new HistoryEntry(
                fields.instant("at", latest),
                person(fields.required("actor"), fields.path("actor")),
                fields.constant(TicketStatus.class, "status"),
                fields.constant(TicketPriority.class, "priority"),
                assignee(fields),
                fields.has("category") ? new Given<>(fields.text("category", 1, 100)) : null,
                tags,
                comment(fields));
    }

    private static @Nullable Given<Person> assignee(JsonFields fields) {
        if (!fields.has("assignee")) {
            return null;
        }
        JsonNode value = fields.value("assignee");
        return new Given<>(value == null ? null : person(value, fields.path("assignee")));
    }

    private static @Nullable Comment comment(JsonFields fields) {
        JsonNode value = fields.value("comment");
        if (value == null) {
            return null;
        }
        JsonFields comment = JsonFields.of(value, fields.path("comment"), COMMENT_FIELDS);
        return new Comment(comment.requiredText("content", 1, MAX_TEXT), comment.flag("is_internal"));
    }

    private static Person person(JsonNode node, String path) {
        JsonFields fields = JsonFields.of(node, path, PERSON_FIELDS);
        String email = fields.requiredText("email", 1, MAX_EMAIL_LENGTH).toLowerCase(Locale.ROOT);
        if (!EMAIL.matcher(email).matches()) {
            throw new RefusedLineException(path + ".email", "is not an e-mail address");
        }
        UserRole role = fields.constant(UserRole.class, "role");
        if (role == UserRole.ADMIN) {
            throw new RefusedLineException(path + ".role", "is none of customer, agent");
        }
        return new Person(email, fields.line("full_name", 1, 200), role);
    }

    private static boolean isBlank(byte[] bytes) {
        for (byte one : bytes) {
            if (one != ' ' && one != '\t') {
                return false;
            }
        }
        return true;
    }
}
