package io.deskledger.api.ticket;

import io.deskledger.api.http.Cursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list's conditions as SQL: only those that are given, so that the planner sees which index serves them. */
final class TicketConditions {

    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();

    private TicketConditions(Deleted deleted) {
        this.sql = new StringBuilder(deleted.condition());
    }

    static TicketConditions of(TicketFilter.Where where) {
        TicketConditions conditions = new TicketConditions(where.deleted());
        if (!where.statuses().isEmpty()) {
            conditions.and("t.status = ANY (?::text[])", where.statuses());
        }
        if (!where.priorities().isEmpty()) {
            conditions.and("t.priority = ANY (?::text[])", where.priorities());
        }
        conditions.andIfGiven("t.assignee_id = ?", where.assigneeId());
        conditions.andIfGiven("t.creator_id = ?", where.creatorId());
        conditions.andIfGiven("t.creator_id = ?", where.visibleTo());
        conditions.andIfGiven("t.created_at >= ?", where.createdAfter());
        conditions.andIfGiven("t.created_at < ?", where.createdBefore());
        if (where.unassigned()) {
            conditions.sql.append(" AND t.assignee_id IS NULL");
        }
        return conditions;
    }

    void after(Cursor cursor, boolean descending) {
        sql.append(descending ? " AND (t.created_at, t.id) < (?, ?)" : " AND (t.created_at, t.id) > (?, ?)");
        parameters.add(cursor.at());
        parameters.add(cursor.id());
    }

    String sql() {
        return sql.toString();
    }

    /** The values of the question marks, with further ones behind them. */
    Object[] parameters(Object... further) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(further));
        return all.toArray();
    }

    private void andIfGiven(String condition, @Nullable Object value) {
        if (value != null) {
            and(condition, value);
        }
    }

    private void and(String condition, Object value) {
        sql.append(" AND ").append(condition);
        parameters.add(value);
    }
}
