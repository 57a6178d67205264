package io.deskledger.api.ticket;

import io.deskledger.model.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the tickets of one page, in a form that an index serves whatever is asked for. Where no person, tag or term
 * narrows the list down it is merged from one list per status, because the indexes start with that.
 */
final class TicketPageQuery {

    /** By relevance, the best are chosen of so many: the newest that match. */
    static final int CANDIDATES = 1_000;

    private final TicketFilter filter;
    private final List<FoldedTerm> terms;
    private final TicketClocks clocks;
    private final List<Object> parameters = new ArrayList<>();

    TicketPageQuery(TicketFilter filter, List<FoldedTerm> terms, TicketClocks clocks) {
        this.filter = filter;
        this.terms = terms;
        this.clocks = clocks;
    }

    /** Rows of tickets; run it with the {@link #parameters()} that it has afterwards. */
    String sql() {
        parameters.clear();
        if (filter.sort() == TicketSort.RELEVANCE) {
            return byRelevance();
        }
        if (isSearchAlone()) {
            return searched();
        }
        return isMerged() ? merged() : single(conditions().statuses(filter.where()));
    }

    Object[] parameters() {
        return parameters.toArray();
    }

    static String from(List<FoldedTerm> terms) {
        return terms.isEmpty() ? " FROM tickets t" : " FROM tickets t JOIN ticket_search s ON s.ticket_id = t.id";
    }

    private boolean isMerged() {
        TicketFilter.Where where = filter.where();
        boolean narrow = where.assigneeId() != null
                || where.creatorId() != null
                || where.moments().resolvedBy() != null
                || where.visibleTo() != null
                || where.unassigned()
                || !where.search().tags().isEmpty()
                || !terms.isEmpty();
        boolean byCreation = filter.sort() == TicketSort.CREATED_AT
                && where.statuses().isEmpty()
                && where.priorities().isEmpty()
                && where.search().category() == null;
        return !narrow && !byCreation && where.deleted() == Deleted.EXCLUDE;
    }

    private boolean isSearchAlone() {
        return !terms.isEmpty()
                && filter.sort() == TicketSort.CREATED_AT
                && TicketConditions.of(filter.where(), List.of(), clocks)
                        .statuses(filter.where())
                        .sql()
                        .equals(Deleted.EXCLUDE.condition());
    }

    /**
     * Chosen before any ticket is read: the planner would not sort what it has found before it looks at the tickets.
     */
    private String searched() {
        TicketConditions conditions = TicketConditions.ofTerms(terms);
        goOn(conditions);
        parameters.addAll(conditions.parameters());
        return "SELECT t.* FROM (SELECT s.ticket_id, s.created_at FROM ticket_search s WHERE " + conditions.sql()
                + order() + limit() + ") s JOIN tickets t ON t.id = s.ticket_id WHERE "
                + Deleted.EXCLUDE.condition() + order();
    }

    private String merged() {
        List<TicketStatus> statuses = filter.where().statuses();
        List<TicketStatus> all = statuses.isEmpty() ? Arrays.asList(TicketStatus.values()) : statuses;
        List<String> branches = all.stream()
                .distinct()
                .map(status -> {
                    TicketConditions conditions = conditions();
                    return "(" + single(conditions, " AND t.status_rank = " + TicketRank.of(status)) + ")";
                })
                .toList();
        return "SELECT t.* FROM (" + String.join(" UNION ALL ", branches) + ") t" + order() + limit();
    }

    private String single(TicketConditions conditions) {
        return single(conditions, "");
    }

    private String single(TicketConditions conditions, String more) {
        goOn(conditions);
        parameters.addAll(conditions.parameters());
        return "SELECT t.*" + from(terms) + " WHERE " + conditions.sql() + more + order() + limit();
    }

    private void goOn(TicketConditions conditions) {
        TicketKeys after = filter.after();
        if (after != null) {
            conditions.after(filter, after, !terms.isEmpty());
        }
    }

    private String byRelevance() {
        TicketKeys after = filter.after();
        TicketConditions conditions = conditions().statuses(filter.where());
        conditions.andIfGiven("s.ticket_id <= ?", after == null ? null : after.newest());
        String weights = String.join(
                " | ",
                terms.stream()
                        .filter(term -> !term.excluded())
                        .map(term -> term.beginnings(" | "))
                        .filter(text -> !text.isEmpty())
                        .toList());
        parameters.add(weights);
        parameters.addAll(conditions.parameters());
        String candidates = "SELECT t.*, ts_rank(s.words, ?::tsquery)::float8 AS relevance" + from(terms) + " WHERE "
                + conditions.sql() + " ORDER BY s.ticket_id DESC LIMIT " + CANDIDATES;
        String known = "SELECT t.*, max(t.id) OVER () AS newest FROM (" + candidates + ") t";
        StringBuilder sql = new StringBuilder("SELECT t.* FROM (" + known + ") t");
        if (after != null) {
            sql.append(" WHERE (t.relevance, t.id) ").append(filter.descending() ? "< (?, ?)" : "> (?, ?)");
            parameters.addAll(after.row(TicketSort.RELEVANCE));
        }
        return sql.append(order()).append(limit()).toString();
    }

    private TicketConditions conditions() {
        return TicketConditions.of(filter.where(), terms, clocks);
    }

    private String order() {
        return filter.sort().orderBy(filter.descending(), !terms.isEmpty());
    }

    /**
     * Not as a parameter: for any number of rows PostgreSQL reckons with a tenth of all that match, never keeps such a
     * plan, and plans each page anew, which takes longer than to read it.
     */
    private String limit() {
        return " LIMIT " + (filter.limit() + 1);
    }
}
