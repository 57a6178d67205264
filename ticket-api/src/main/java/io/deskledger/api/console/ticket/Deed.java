package io.deskledger.api.console.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.timeline.TimelineItem;
import io.deskledger.model.event.Action;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a conversation says of a change. */
public final class Deed {

    private static final String SLA = "sla";
    private static final String RULE = "rule";

    /** What the server works out of a change is left to the audit trail; these two have words of their own. */
    private static final Set<String> NOT_FIELDS = Set.of(
            "first_responded_at",
            "first_responder_id",
            "resolved_at",
            "closed_at",
            "resolved_assignee_id",
            "reopen_count",
            SLA,
            RULE);

    private static final Set<String> OF_CLOCKS = Set.of(Action.SLA_WARNING.name(), Action.SLA_BREACH.name());

    private Deed() {}

    /**
     * A clock that comes near its time, or went beyond it.
     *
     * @param kind what was promised
     * @param due when it is due, or was; null where the event does not say
     */
    public record Clock(String kind, @Nullable Instant due) {}

    /** Whether people did something there, or a clock did. */
    public static boolean isTold(TimelineItem.Change change) {
        return !change.action().equals(Action.CREATE.name())
                && (change.changes().isEmpty()
                        || attached(change) != null
                        || change.changes().has(SLA)
                        || !fields(change).isEmpty());
    }

    /** The fields that people, or rules of theirs, changed. */
    public static List<Map.Entry<String, JsonNode>> fields(TimelineItem.Change change) {
        return change.changes().properties().stream()
                .filter(field -> !NOT_FIELDS.contains(field.getKey()))
                .filter(field -> attached(change) == null || !field.getKey().equals("attachment"))
                .toList();
    }

    /** The id of the file that was attached, or null. */
    public static @Nullable Long attached(TimelineItem.Change change) {
        JsonNode file = change.changes().path("attachment").path("to").path("id");
        return file.isIntegralNumber() ? file.longValue() : null;
    }

    /** The clock that the change is about, or null. */
    public static @Nullable Clock clock(TimelineItem.Change change) {
        JsonNode said = change.changes().path(SLA).path("to");
        if (!OF_CLOCKS.contains(change.action()) || !said.path("target").isTextual()) {
            return null;
        }
        String due = said.path("due_at").textValue();
        return new Clock(said.path("target").textValue(), due == null ? null : Instant.parse(due));
    }

    /** The policy whose rule made the change by itself, or null. */
    public static @Nullable String rule(TimelineItem.Change change) {
        return change.changes().path(RULE).path("to").path("policy").textValue();
    }
}
