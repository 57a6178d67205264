package io.deskledger.api.sla.live;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sla.live.TicketFacts.Told;
import io.deskledger.api.sla.policy.StoredJson;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.WireName;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clocks go by: one statement, however many tickets. */
@Singleton
public class FactsRepository {

    private static final String MICROS = "(extract(epoch FROM %s) * 1000000)::bigint";

    // Comments are read only where more than the first answer counts.
    private static final String SELECT = """
            SELECT t.id, t.created_at, t.first_responded_at, t.status, t.priority, t.category, t.deleted_at,
                   u.company, u.account_type,
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id) AS tags,
                   (SELECT json_agg(json_build_array(%s, m.from_status, m.to_status) ORDER BY m.version)
                      FROM status_changes m
                     WHERE m.ticket_id = t.id AND NOT m.undone) AS moves,
                   (SELECT json_agg(json_build_array(%s, w.role <> 'customer') ORDER BY c.created_at, c.id)
                      FROM comments c JOIN users w ON w.id = c.author_id
                     WHERE ? AND c.ticket_id = t.id AND NOT c.is_internal) AS replies,
                   (SELECT json_agg(json_build_array(s.target, s.cycle, s.policy_version_id, %s, %s)
                                    ORDER BY s.target, s.cycle)
                      FROM ticket_sla s
                     WHERE s.ticket_id = t.id) AS told,
                   (SELECT h.policy_version_id FROM ticket_sla_held h WHERE h.ticket_id = t.id) AS held
              FROM tickets t
              JOIN users u ON u.id = t.creator_id
             WHERE t.id = ANY (?)
             ORDER BY t.id
            """.formatted(
                    MICROS.formatted("m.changed_at"),
                    MICROS.formatted("c.created_at"),
                    MICROS.formatted("s.warned_at"),
                    MICROS.formatted("s.breached_at"));

    private final Sql sql;

    FactsRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of those of the tickets that are there, in the order of their ids. */
    public List<TicketFacts> read(Collection<Long> ids, boolean withReplies) {
        return ids.isEmpty() ? List.of() : sql.list(SELECT, FactsRepository::facts, withReplies, ids);
    }

    private static TicketFacts facts(ResultSet row) throws SQLException {
        JsonNode moves = json(row, "moves");
        TicketStatus status = Rows.constant(row, "status", TicketStatus.class);
        List<StatusAt> statuses = new ArrayList<>();
        for (JsonNode move : moves) {
            statuses.add(new StatusAt(instant(move.get(0).longValue()), status(move.get(2))));
        }
        Instant answered = Rows.instantOrNull(row, "first_responded_at");
        return new TicketFacts(
                row.getLong("id"),
                new SlaSubject(
                        Rows.constant(row, "priority", TicketPriority.class),
                        row.getString("category"),
                        Set.copyOf(Rows.texts(row, "tags")),
                        row.getString("company"),
                        row.getString("account_type")),
                new TicketTimeline(
                        Rows.instant(row, "created_at"),
                        moves.isEmpty() ? status : status(moves.get(0).get(1)),
                        statuses,
                        Replies.of(answered, comments(json(row, "replies"))),
                        List.of()),
                Rows.instantOrNull(row, "deleted_at") != null,
                told(json(row, "told")),
                Rows.longOrNull(row, "held"));
    }

    private static List<ReplyAt> comments(JsonNode rows) {
        List<ReplyAt> comments = new ArrayList<>();
        for (JsonNode row : rows) {
            comments.add(new ReplyAt(instant(row.get(0).longValue()), row.get(1).booleanValue()));
        }
        return comments;
    }

    private static List<Told> told(JsonNode rows) {
        List<Told> told = new ArrayList<>();
        for (JsonNode row : rows) {
            told.add(new Told(
                    WireName.find(SlaKind.class, row.get(0).textValue()).orElseThrow(),
                    row.get(1).intValue(),
                    row.get(2).longValue(),
                    instantOrNull(row.get(3)),
                    instantOrNull(row.get(4))));
        }
        return told;
    }

    private static JsonNode json(ResultSet row, String column) throws SQLException {
        String text = row.getString(column);
        return StoredJson.read(text == null ? "[]" : text);
    }

    private static TicketStatus status(JsonNode wire) {
        return WireName.find(TicketStatus.class, wire.textValue()).orElseThrow();
    }

    static @Nullable Instant instantOrNull(JsonNode micros) {
        return micros.isNull() ? null : instant(micros.longValue());
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
