package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sla.policy.HeldVersion.Place;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaJson;
import io.deskledger.model.sla.WorkCalendar;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads versions of policies: those that a book lacks, for they never change but for their end. */
@Singleton
class BookRepository {

    private static final String COLUMNS = """
            SELECT id, policy_id, number, effective_from, effective_to, position, fallback,
                   CASE WHEN id > ? THEN definition END AS definition
              FROM sla_policy_versions
            """;

    private final Sql sql;

    /** Very many versions have few calendars between them, and each remembers the years it was asked about. */
    private final Map<WorkCalendar, WorkCalendar> calendars = new ConcurrentHashMap<>();

    BookRepository(Sql sql) {
        this.sql = sql;
    }

    long revision() {
        return sql.first("SELECT revision FROM sla_revision", row -> row.getLong(1))
                .orElseThrow();
    }

    /** The book with all that is newer. */
    PolicyBook read(PolicyBook known) {
        // The number first: a change in between is noticed at the next look.
        long revision = revision();
        return known.with(
                revision,
                sql.list(
                        COLUMNS + " WHERE changed_in > ? ORDER BY id",
                        row -> held(row, known),
                        known.lastId(),
                        known.revision()));
    }

    /** The book with these versions, too. */
    PolicyBook read(PolicyBook known, Collection<Long> ids) {
        return known.with(
                known.revision(),
                sql.list(COLUMNS + " WHERE id = ANY (?) ORDER BY id", row -> held(row, known), 0L, List.copyOf(ids)));
    }

    private HeldVersion held(ResultSet row, PolicyBook known) throws SQLException {
        String text = row.getString("definition");
        if (text == null) {
            return known.get(row.getLong("id")).until(Rows.instantOrNull(row, "effective_to"));
        }
        JsonNode definition = StoredJson.read(text);
        return new HeldVersion(
                row.getLong("id"),
                SlaJson.version(
                        row.getLong("policy_id"),
                        row.getInt("number"),
                        Rows.instant(row, "effective_from"),
                        definition,
                        this::calendar),
                Rows.instantOrNull(row, "effective_to"),
                EscalationActions.read(definition.path("actions")),
                new Place(row.getBoolean("fallback"), row.getInt("position")));
    }

    private WorkCalendar calendar(JsonNode json) {
        WorkCalendar read = SlaJson.calendar(json);
        return calendars.computeIfAbsent(read, calendar -> calendar);
    }
}
