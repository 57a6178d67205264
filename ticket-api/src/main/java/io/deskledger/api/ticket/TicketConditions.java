package io.deskledger.api.ticket;

import io.deskledger.model.WireName;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A list's conditions as SQL: only those that are given, so that the planner sees which index serves them. */
final class TicketConditions {

    private static final String TAGGED = """
            EXISTS (SELECT FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                     WHERE tt.ticket_id = t.id AND g.name = %s)""";

    private final StringBuilder sql;
    private final List<Object> parameters = new ArrayList<>();

    private TicketConditions(String first) {
        this.sql = new StringBuilder(first);
    }

    /** Of what is searched alone, where nothing but the terms narrows a list of tickets down that are not deleted. */
    static TicketConditions ofTerms(List<FoldedTerm> terms) {
        TicketConditions conditions = new TicketConditions("NOT s.deleted");
        terms.forEach(conditions::term);
        return conditions;
    }

    /** The conditions but for the statuses, for which there may be one list each. */
    static TicketConditions of(TicketFilter.Where where, List<FoldedTerm> terms, TicketClocks clocks) {
        TicketConditions conditions = new TicketConditions(where.deleted().condition());
        if (!where.priorities().isEmpty()) {
            conditions
                    .sql
                    .append(" AND t.priority_rank IN (")
                    .append(ranks(where.priorities()))
                    .append(')');
        }
        conditions.andIfGiven("t.assignee_id = ?", where.assigneeId());
        conditions.andIfGiven("t.creator_id = ?", where.creatorId());
        conditions.andIfGiven("t.creator_id = ?", where.visibleTo());
        conditions.andIfGiven("t.created_at >= ?", where.createdAfter());
        conditions.andIfGiven("t.created_at < ?", where.createdBefore());
        conditions.andIfGiven("t.updated_at >= ?", where.updatedAfter());
        conditions.andIfGiven("t.category = ?", where.search().category());
        where.moments().add(conditions);
        where.lateness().add(conditions, clocks);
        if (where.unassigned()) {
            conditions.sql.append(" AND t.assignee_id IS NULL");
        }
        conditions.tags(where.search());
        conditions.comments(where);
        terms.forEach(conditions::term);
        return conditions;
    }

    TicketConditions statuses(TicketFilter.Where where) {
        if (!where.statuses().isEmpty()) {
            sql.append(" AND t.status_rank IN (")
                    .append(ranks(where.statuses()))
                    .append(')');
        }
        return this;
    }

    /** Of a list that goes on behind a place. */
    void after(TicketFilter filter, TicketKeys place, boolean searched) {
        TicketSort sort = filter.sort();
        List<Object> values = place.row(sort);
        sql.append(" AND ").append(sort.row(searched)).append(filter.descending() ? " < (" : " > (");
        sql.append(values.stream().map(_ -> "?").collect(Collectors.joining(", ")))
                .append(')');
        parameters.addAll(values);
    }

    void and(String condition, Object... values) {
        sql.append(" AND ").append(condition);
        parameters.addAll(List.of(values));
    }

    void andIfGiven(String condition, @Nullable Object value) {
        if (value != null) {
            sql.append(" AND ").append(condition);
            parameters.add(value);
        }
    }

    String sql() {
        return sql.toString();
    }

    List<Object> parameters() {
        return parameters;
    }

    private void tags(TicketSearch search) {
        if (search.allTags()) {
            search.tags().forEach(tag -> andIfGiven(TAGGED.formatted("?"), tag));
        } else if (!search.tags().isEmpty()) {
            andIfGiven(TAGGED.formatted("ANY (?::text[])"), search.tags());
        }
    }

    /** Customers must not learn from it that there are internal comments. */
    private void comments(TicketFilter.Where where) {
        Boolean wanted = where.search().hasComments();
        if (wanted != null) {
            sql.append(wanted ? " AND EXISTS" : " AND NOT EXISTS")
                    .append(" (SELECT FROM comments c WHERE c.ticket_id = t.id")
                    .append(where.visibleTo() == null ? ")" : " AND NOT c.is_internal)");
        }
    }

    private void term(FoldedTerm term) {
        if (term.excluded()) {
            sql.append(" AND strpos(s.content, ?) <= 0");
            parameters.add(term.text());
        } else if (!term.isDecidedByWords()) {
            // Before the words: what is asked first is what stands first, see V34.
            sql.append(" AND s.content OPERATOR(support.~~#) ?");
            parameters.add(term.like());
        }
        for (String words : term.queries()) {
            sql.append(" AND s.words @@ ?::tsquery");
            parameters.add(words);
        }
    }

    private static <E extends Enum<E> & WireName> String ranks(List<E> constants) {
        return constants.stream()
                .map(constant -> Integer.toString(TicketRank.of(constant)))
                .distinct()
                .collect(Collectors.joining(", "));
    }
}
