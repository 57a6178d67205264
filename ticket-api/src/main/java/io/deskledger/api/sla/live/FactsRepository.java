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
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what clocks go by: one statement, however many tickets. */
@Singleton
public class FactsRepository {

    private static final String MICROS = "(extract(epoch FROM %s) * 1000000)::bigint";

    private static final String SELECT = """
            SELECT t.id, t.created_at, t.first_responded_at, t.status, t.priority, t.category, t.deleted_at,
                   u.company, u.account_type,
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id) AS tags,
                   (SELECT json_agg(json_build_array(%s, m.from_status, m.to_status) ORDER BY m.version)
                      FROM status_changes m
                     WHERE m.ticket_id = t.id AND NOT m.undone) AS moves,
                   (SELECT json_agg(json_build_array(%s, w.role <> 'customer', c.id) ORDER BY c.created_at, c.id)
                      FROM (%%s) c JOIN users w ON w.id = c.author_id) AS replies,
                   (SELECT json_agg(json_build_array(s.target, s.cycle, s.policy_version_id, %s, %s, %s, %s)
                                    ORDER BY s.target, s.cycle)
                      FROM (%%s) s) AS told,
                   (SELECT h.policy_version_id FROM ticket_sla_held h WHERE h.ticket_id = t.id) AS held
              FROM tickets t
              JOIN users u ON u.id = t.creator_id
             WHERE t.id = ANY (?)
             ORDER BY t.id
            """.formatted(
                    MICROS.formatted("m.changed_at"),
                    MICROS.formatted("c.created_at"),
                    MICROS.formatted("s.warned_at"),
                    MICROS.formatted("s.breached_at"),
                    MICROS.formatted("s.started_at"),
                    MICROS.formatted("s.stopped_at"));

    // Comments are read only where more than the first answer counts.
    private static final String ALL = SELECT.formatted(
            "SELECT * FROM comments WHERE ? AND ticket_id = t.id AND NOT is_internal",
            "SELECT * FROM ticket_sla WHERE ticket_id = t.id");

    private static final String LATEST = SELECT.formatted("""
            SELECT * FROM comments WHERE ticket_id = t.id AND NOT is_internal ORDER BY id DESC LIMIT 2""", """
            (SELECT * FROM ticket_sla WHERE ticket_id = t.id AND target IN ('first_response', 'resolution'))
             UNION ALL
            (SELECT * FROM ticket_sla WHERE ticket_id = t.id AND target = 'next_response' ORDER BY cycle DESC LIMIT 1)
            """);

    private final Sql sql;

    FactsRepository(Sql sql) {
        this.sql = sql;
    }

    /** Of those of the tickets that are there, in the order of their ids. */
    public List<TicketFacts> read(Collection<Long> ids, boolean withReplies) {
        return ids.isEmpty() ? List.of() : sql.list(ALL, row -> facts(row, comments(row)), withReplies, ids);
    }

    /** The same by the tickets' latest comments and clocks alone, however many they have. */
    List<Latest> latest(Collection<Long> ids) {
        return sql.list(LATEST, FactsRepository::toLatest, ids);
    }

    private static Latest toLatest(ResultSet row) throws SQLException {
        List<Latest.Said> said = new ArrayList<>();
        for (JsonNode comment : json(row, "replies")) {
            said.add(new Latest.Said(comment.get(2).longValue(), reply(comment)));
        }
        said.sort(Comparator.comparing(Latest.Said::id).reversed());
        Latest.Question question = null;
        for (JsonNode clock : json(row, "told")) {
            if (kind(clock) == SlaKind.NEXT_RESPONSE) {
                question = new Latest.Question(
                        clock.get(1).intValue(), instant(clock.get(5).longValue()), instantOrNull(clock.get(6)));
            }
        }
        return new Latest(
                facts(row, List.of()), Rows.instantOrNull(row, "first_responded_at"), question, List.copyOf(said));
    }

    private static TicketFacts facts(ResultSet row, List<ReplyAt> comments) throws SQLException {
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
                        Replies.of(answered, comments),
                        List.of()),
                Rows.instantOrNull(row, "deleted_at") != null,
                told(json(row, "told")),
                Rows.longOrNull(row, "held"),
                0);
    }

    private static List<ReplyAt> comments(ResultSet row) throws SQLException {
        List<ReplyAt> comments = new ArrayList<>();
        for (JsonNode comment : json(row, "replies")) {
            comments.add(reply(comment));
        }
        return comments;
    }

    private static ReplyAt reply(JsonNode comment) {
        return new ReplyAt(instant(comment.get(0).longValue()), comment.get(1).booleanValue());
    }

    private static List<Told> told(JsonNode rows) {
        List<Told> told = new ArrayList<>();
        for (JsonNode row : rows) {
            told.add(new Told(
                    kind(row),
                    row.get(1).intValue(),
                    row.get(2).longValue(),
                    instantOrNull(row.get(3)),
                    instantOrNull(row.get(4))));
        }
        return told;
    }

    private static SlaKind kind(JsonNode clock) {
        return WireName.find(SlaKind.class, clock.get(0).textValue()).orElseThrow();
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
