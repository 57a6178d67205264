package io.deskledger.api.sla.simulation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.sla.policy.SlaDrafts;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaJson;
import io.deskledger.model.sla.SlaPolicyVersion;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes of a request what would be otherwise, by the policies and calendars that there are. */
@Singleton
class Hypotheses {

    // What is in effect; and of the policy that is replaced what is still to come, where nothing of it is yet.
    private static final String CURRENT = """
            SELECT v.id, v.policy_id, v.position, v.fallback, v.definition
              FROM sla_policies p
              JOIN sla_policy_versions v ON v.policy_id = p.id
             WHERE p.deleted_at IS NULL
               AND (v.effective_from <= ? AND (v.effective_to IS NULL OR v.effective_to > ?)
                    OR p.id = ? AND v.id = p.current_version)
             ORDER BY v.effective_from
            """;

    private static final String WITH_CALENDAR = """
            SELECT v.id, v.policy_id, v.position, v.fallback, v.definition
              FROM sla_policy_versions v
             WHERE jsonb_path_exists(v.definition, '$.targets.*.calendar.id ? (@ == $id)', jsonb_build_object('id', ?::bigint))
            """;

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Sql sql;
    private final SlaDrafts drafts;

    Hypotheses(Sql sql, SlaDrafts drafts) {
        this.sql = sql;
        this.drafts = drafts;
    }

    private record Place(long id, long policyId, int position, boolean fallback, JsonNode definition) {

        SlaPolicyVersion version() {
            return SlaJson.version(policyId, 1, Instant.EPOCH, definition);
        }
    }

    Hypothesis of(SimulationRequest request, Instant now) {
        if (request.policy() != null) {
            return otherPolicy(request.policy(), request.policyId(), now);
        }
        if (request.calendar() == null || request.calendarId() == null) {
            throw new IllegalArgumentException("neither a policy nor a calendar");
        }
        return otherCalendar(request.calendar(), request.calendarId());
    }

    private Hypothesis otherPolicy(ObjectNode json, @Nullable Long policyId, Instant now) {
        long replacedId = policyId == null ? 0 : policyId;
        if (replacedId != 0) {
            drafts.requirePolicy(replacedId);
        }
        ObjectNode definition = drafts.policy(json);
        List<Place> places = new ArrayList<>(sql.list(CURRENT, Hypotheses::place, now, now, replacedId));
        Place replaced = places.stream()
                .filter(place -> place.policyId == replacedId)
                .findFirst()
                .orElse(null);
        places.removeIf(place -> place.policyId == replacedId);
        Place draft = draft(definition, replaced, json.hasNonNull("position"));
        places.add(draft);
        places.sort(Comparator.comparing(Place::fallback)
                .thenComparingInt(Place::position)
                .thenComparingLong(Place::policyId));
        List<SlaPolicyVersion> inOrder = places.stream().map(Place::version).toList();
        return new Hypothesis.OtherPolicy(inOrder, inOrder.get(places.indexOf(draft)), replacedId);
    }

    /** A draft that replaces a policy keeps its place where it names none; the fallback always does. */
    private static Place draft(ObjectNode definition, @Nullable Place replaced, boolean namesPlace) {
        int position = definition.path("position").intValue();
        if (replaced == null) {
            return new Place(0, Long.MAX_VALUE, position, false, definition);
        }
        boolean moves = namesPlace && !replaced.fallback;
        return new Place(0, replaced.policyId, moves ? position : replaced.position, replaced.fallback, definition);
    }

    private Hypothesis otherCalendar(ObjectNode json, long calendarId) {
        ObjectNode calendar = drafts.calendar(calendarId, json);
        Map<Long, SlaPolicyVersion> versions = new HashMap<>();
        for (Place place : sql.list(WITH_CALENDAR, Hypotheses::place, calendarId)) {
            for (JsonNode target : place.definition.path("targets")) {
                if (target instanceof ObjectNode object
                        && object.path("calendar").path("id").longValue() == calendarId) {
                    object.set("calendar", calendar);
                }
            }
            versions.put(place.id, place.version());
        }
        return new Hypothesis.OtherCalendar(versions);
    }

    private static Place place(ResultSet row) throws SQLException {
        try {
            return new Place(
                    row.getLong("id"),
                    row.getLong("policy_id"),
                    row.getInt("position"),
                    row.getBoolean("fallback"),
                    JSON.readTree(row.getString("definition")));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored policy is no JSON", e);
        }
    }
}
