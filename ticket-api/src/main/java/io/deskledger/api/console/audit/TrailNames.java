package io.deskledger.api.console.audit;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.audit.LogEntry;
import io.deskledger.model.event.Action;
import io.deskledger.model.event.EventType;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be looked for, and what an entry says in short. */
final class TrailNames {

    static final List<String> ENTITIES = Arrays.stream(EventType.values())
            .map(EventType::entity)
            .distinct()
            .sorted()
            .toList();
    static final List<String> ACTIONS =
            Arrays.stream(Action.values()).map(Action::name).toList();
    private static final int FIELDS = 4;

    private TrailNames() {}

    /** The names of the first changed fields. */
    static String told(LogEntry entry) {
        StringBuilder names = new StringBuilder();
        Iterator<String> fields = entry.changes().fieldNames();
        for (int i = 0; fields.hasNext() && i < FIELDS; i++) {
            names.append(names.isEmpty() ? "" : ", ").append(fields.next());
        }
        return fields.hasNext() ? names.append(", …").toString() : names.isEmpty() ? "–" : names.toString();
    }

    /** The whole value: the audit log shortens nothing. */
    static String value(@Nullable JsonNode value) {
        return value == null || value.isNull() ? "–" : value.isTextual() ? value.asText() : value.toString();
    }
}
