package io.deskledger.api.report;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** First responses, ticket by ticket; the figures over all of them come from the summaries. */
@Singleton
class ResponseTimes {

    static final String LIST = "response-times";

    private static final String PAGE = """
            SELECT t.id, t.ticket_number, t.priority, t.category, t.created_at, t.first_responded_at,
                   t.first_responder_id AS agent_id, u.full_name, u.email
              FROM tickets t
              JOIN users u ON u.id = t.first_responder_id
             WHERE t.deleted_at IS NULL AND t.first_responded_at >= ? AND t.first_responded_at < ?
               AND (t.first_responded_at, t.id) > (?, ?)
             ORDER BY t.first_responded_at, t.id
             LIMIT ?
            """;

    private final Sql sql;
    private final DurationQuery durations;

    ResponseTimes(@Named(Frames.DATABASE) Sql sql, DurationQuery durations) {
        this.sql = sql;
        this.durations = durations;
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    ResponseTimesReport page(Frame frame, @Nullable Cursor after, int limit) {
        Cursor begin = after == null ? new Cursor(frame.start(), 0) : after;
        List<ResponseTime> found =
                sql.list(PAGE, ResponseTimes::row, frame.start(), frame.end(), begin.at(), begin.id(), limit + 1);
        List<ResponseTime> items = found.subList(0, Math.min(limit, found.size()));
        ResponseTime last = found.size() > limit ? items.getLast() : null;
        Durations all = durations
                .of(frame.range(), DurationQuery.FIRST_RESPONSE)
                .getOrDefault(DurationQuery.FIRST_RESPONSE, Durations.NONE);
        return new ResponseTimesReport(
                items,
                last == null ? null : new Cursor(last.firstRespondedAt(), last.ticketId()).text(LIST),
                all.meanHours(),
                all.percentileHours(50),
                all.percentileHours(90),
                all.percentileHours(95),
                all.percentileHours(99),
                frame.from(),
                frame.to(),
                frame.zone().getId(),
                frame.asOf());
    }

    private static ResponseTime row(ResultSet row) throws SQLException {
        Instant created = Rows.instant(row, "created_at");
        Instant responded = Rows.instant(row, "first_responded_at");
        return new ResponseTime(
                row.getLong("id"),
                row.getString("ticket_number"),
                row.getString("priority"),
                row.getString("category"),
                created,
                responded,
                Rounding.meanHours(micros(created, responded), 1),
                new AgentView(row.getLong("agent_id"), row.getString("full_name"), row.getString("email")));
    }

    private static BigDecimal micros(Instant from, Instant to) {
        return BigDecimal.valueOf(Duration.between(from, to).toNanos() / 1_000);
    }
}
