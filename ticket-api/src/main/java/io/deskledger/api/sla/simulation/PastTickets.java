package io.deskledger.api.sla.simulation;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sla.live.Replies;
import io.deskledger.api.sla.policy.StoredJson;
import io.deskledger.api.sla.simulation.PastTicket.Held;
import io.deskledger.api.sla.simulation.PastTicket.Outcome;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import jakarta.inject.Singleton;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the tickets that a report can count, each with its history, in one pass. */
@Singleton
class PastTickets {

    private static final int PORTION = 5_000;

    private static final Map<String, TicketStatus> STATUSES =
            Arrays.stream(TicketStatus.values()).collect(Collectors.toMap(TicketStatus::wire, Function.identity()));
    private static final Map<String, SlaState> STATES =
            Arrays.stream(SlaState.values()).collect(Collectors.toMap(SlaState::wire, Function.identity()));

    private final Sql sql;

    PastTickets(Sql sql) {
        this.sql = sql;
    }

    /**
     * Tells them in no order.
     *
     * @param start the first instant of the range
     * @param end the first instant after it
     * @param withTags whether tags are needed
     */
    void each(SlaKind promise, Instant start, Instant end, boolean withTags, Consumer<PastTicket> told) {
        PastTicketSql statement = PastTicketSql.of(promise, start, end);
        List<Object> parameters = new ArrayList<>();
        parameters.add(withTags);
        parameters.addAll(statement.range());
        parameters.add(promise.wire());
        parameters.add(promise == SlaKind.NEXT_RESPONSE);
        sql.each(statement.sql(), PORTION, row -> ticket(row, promise), told, parameters.toArray());
    }

    private static PastTicket ticket(ResultSet row, SlaKind promise) throws SQLException {
        Instant resolvedAt = Rows.instantOrNull(row, "resolved_at");
        Long version = Rows.longOrNull(row, "policy_version_id");
        return new PastTicket(
                row.getLong("id"),
                new SlaSubject(
                        Rows.constant(row, "priority", TicketPriority.class),
                        row.getString("category"),
                        Set.copyOf(Rows.texts(row, "tags")),
                        row.getString("company"),
                        row.getString("account_type")),
                timeline(row),
                resolvedAt,
                version == null ? null : new Held(row.getLong("policy_id"), version),
                real(row, promise == SlaKind.RESOLUTION, resolvedAt));
    }

    private static List<Outcome> real(ResultSet row, boolean resolution, @Nullable Instant resolvedAt)
            throws SQLException {
        String clocks = row.getString("clocks");
        if (clocks == null) {
            return List.of();
        }
        List<Outcome> real = new ArrayList<>();
        for (JsonNode clock : StoredJson.read(clocks)) {
            real.add(new Outcome(
                    clock.get(0).intValue(),
                    constant(STATES, clock.get(1).textValue()),
                    instantOrNull(clock.get(2)),
                    instantOrNull(clock.get(3)),
                    resolution ? resolvedAt : instantOrNull(clock.get(4))));
        }
        return real;
    }

    private static TicketTimeline timeline(ResultSet row) throws SQLException {
        Array times = row.getArray("times");
        TicketStatus initial =
                constant(STATUSES, times == null ? row.getString("status") : row.getString("from_status"));
        List<StatusAt> changes = new ArrayList<>();
        if (times != null) {
            Long[] micros = (Long[]) times.getArray();
            List<String> statuses = Rows.texts(row, "statuses");
            for (int i = 0; i < micros.length; i++) {
                changes.add(new StatusAt(instant(micros[i]), constant(STATUSES, statuses.get(i))));
            }
        }
        return new TicketTimeline(
                Rows.instant(row, "created_at"),
                initial,
                changes,
                Replies.of(Rows.instantOrNull(row, "first_responded_at"), comments(row)),
                List.of());
    }

    private static List<ReplyAt> comments(ResultSet row) throws SQLException {
        Array times = row.getArray("reply_times");
        if (times == null) {
            return List.of();
        }
        Long[] micros = (Long[]) times.getArray();
        Boolean[] byStaff = (Boolean[]) row.getArray("by_staff").getArray();
        List<ReplyAt> comments = new ArrayList<>(micros.length);
        for (int i = 0; i < micros.length; i++) {
            comments.add(new ReplyAt(instant(micros[i]), byStaff[i]));
        }
        return comments;
    }

    private static @Nullable Instant instantOrNull(JsonNode micros) {
        return micros.isNull() ? null : instant(micros.longValue());
    }

    private static Instant instant(long micros) {
        return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
    }

    private static <T> T constant(Map<String, T> known, String wire) {
        T constant = known.get(wire);
        if (constant == null) {
            throw new IllegalStateException(wire + " is stored, which has no constant");
        }
        return constant;
    }
}
