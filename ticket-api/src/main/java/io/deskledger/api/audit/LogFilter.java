package io.deskledger.api.audit;

import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.Action;
import io.deskledger.model.event.EventType;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.user.UserRole;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the log are asked for; null means any.
 *
 * @param from the earliest time of recording
 * @param to the first time of recording that is too late
 * @param clients whether the reader may see addresses and user agents
 */
public record LogFilter(
        @Nullable String entity,
        @Nullable Long entityId,
        @Nullable Long actorId,
        @Nullable Action action,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean clients) {

    static final String TICKETS = EventType.TICKET_CREATED.entity();

    private static final List<String> ENTITIES = Arrays.stream(EventType.values())
            .map(EventType::entity)
            .distinct()
            .sorted()
            .toList();

    /** Whatever the caller may read. */
    static LogFilter all(Caller caller) {
        boolean admin = caller.role() == UserRole.ADMIN;
        return new LogFilter(admin ? null : TICKETS, null, null, null, null, null, admin);
    }

    /** Reads the parameters; the caller ends the reading with {@link QueryParams#check()}. */
    public static LogFilter of(QueryParams query, Caller caller) {
        String entity = query.text("entity");
        Long entityId = query.id("entity_id");
        if (entity != null && !ENTITIES.contains(entity)) {
            query.reject("entity", "must be one of " + String.join(", ", ENTITIES));
        }
        if (entityId != null && entity == null) {
            query.reject("entity_id", "needs entity beside it");
        }
        String name = query.text("action");
        Action action = name == null ? null : Action.find(name).orElse(null);
        if (name != null && action == null) {
            query.reject("action", "must be one of " + Arrays.toString(Action.values()));
        }
        Instant from = query.instant("from");
        Instant to = query.instant("to");
        if (from != null && to != null && !from.isBefore(to)) {
            query.reject("to", "must be later than from");
        }
        boolean admin = caller.role() == UserRole.ADMIN;
        String visible = entity == null && !admin ? TICKETS : entity;
        return new LogFilter(visible, entityId, query.id("actor_id"), action, from, to, admin);
    }

    /**
     * Lets the caller pass who may see what is asked for.
     *
     * @throws ProblemException.Forbidden where an agent asks for other entries than those of tickets
     */
    public LogFilter require(Caller caller) {
        if (caller.role() != UserRole.ADMIN && !TICKETS.equals(entity)) {
            throw new ProblemException.Forbidden("Agents may read the entries of tickets only");
        }
        return this;
    }

    /** What the event of this read tells. */
    Map<String, FieldChange> told(String format, boolean goesOn) {
        Map<String, FieldChange> told = new LinkedHashMap<>();
        put(told, "entity", entity);
        put(told, "entity_id", entityId);
        put(told, "actor_id", actorId);
        put(told, "action", action);
        put(told, "from", from);
        put(told, "to", to);
        put(told, "format", format);
        put(told, "page", goesOn ? "next" : "first");
        return told;
    }

    private static void put(Map<String, FieldChange> told, String field, @Nullable Object value) {
        if (value != null) {
            told.put(field, FieldChange.added(TextNode.valueOf(value.toString())));
        }
    }
}
