package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.RowMapper;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads tickets in order to show them: one query a page, whatever is included. */
@Singleton
class TicketViewRepository {

    private static final String SELECT = """
            SELECT %s,
                   %s,
                   %s
            """.formatted(TicketSql.COLUMNS, TicketSql.TAGS, TicketSql.CLOCKS);

    private static final String NAMES = """
            , c.full_name AS creator_name, c.email AS creator_email,
              a.full_name AS assignee_name, a.email AS assignee_email
            """;

    private static final String BYTES = "octet_length(t.description) + octet_length(t.custom_fields::text)";

    private static final String PEOPLE = """
              JOIN users c ON c.id = t.creator_id
              LEFT JOIN users a ON a.id = t.assignee_id
            """;

    // Most of what a search could find may have to be read, such as for a rare order of many matches.
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private static final int MOST_OF_COMMENTS = 128 << 10;

    private final Sql sql;
    private final Sql hurried;
    private final TicketClocks clocks;

    TicketViewRepository(Sql sql, TicketClocks clocks) {
        this.sql = sql;
        this.hurried = sql.within(LIMIT);
        this.clocks = clocks;
    }

    Optional<TicketView> find(long id, Deleted deleted) {
        return find(id, deleted, TicketInclude.NOBODY);
    }

    Optional<TicketView> find(long id, Deleted deleted, TicketInclude include) {
        return sql.first(
                SELECT + names(include) + " FROM tickets t " + people(include) + " WHERE t.id = ? AND "
                        + deleted.condition(),
                row -> view(row, include),
                id);
    }

    /** Those of the tickets that there are, by their ids. */
    Map<Long, TicketView> findAll(Set<Long> ids, Deleted deleted) {
        return sql
                .list(
                        SELECT + " FROM tickets t WHERE t.id = ANY (?) AND " + deleted.condition(),
                        row -> view(row, TicketInclude.NOBODY),
                        ids)
                .stream()
                .collect(Collectors.toMap(TicketView::id, Function.identity()));
    }

    /** The tickets of a page: as many as its limit, or fewer where they are long; in time, or not at all. */
    Portion<ListedTicket> page(TicketFilter filter, List<FoldedTerm> terms, TicketInclude include) {
        return page(hurried, filter, terms, include);
    }

    /** The same, however long it takes. */
    Portion<ListedTicket> pageAtLeisure(TicketFilter filter, List<FoldedTerm> terms, TicketInclude include) {
        return page(sql, filter, terms, include);
    }

    private Portion<ListedTicket> page(Sql sql, TicketFilter filter, List<FoldedTerm> terms, TicketInclude include) {
        TicketPageQuery query = new TicketPageQuery(filter, terms, clocks);
        String bytes = include.comments() ? BYTES + " + " + bytesOfComments(include) : BYTES;
        String sized = "SELECT t.*, " + bytes + " AS bytes FROM chosen t";
        StringBuilder select = new StringBuilder("WITH chosen AS MATERIALIZED (" + query.sql() + "), page AS (");
        select.append(Bytes.bounded(sized, filter.sort().order(filter.descending()), Bytes.PAGE))
                .append(") ")
                .append(SELECT)
                .append(", t.more");
        select.append(names(include));
        if (filter.sort() == TicketSort.RELEVANCE) {
            select.append(", t.relevance, t.newest");
        }
        if (include.comments()) {
            select.append(", ").append(comments(include)).append(" AS comments");
        }
        select.append(" FROM page t ")
                .append(people(include))
                .append(filter.sort().orderBy(filter.descending()));
        RowMapper<ListedTicket> mapper = row -> ListedTicket.of(view(row, include), filter.sort(), row);
        Portion<ListedTicket> page = filter.isUneven()
                ? sql.portionPlannedAnew(select.toString(), mapper, query.parameters())
                : sql.portion(select.toString(), mapper, query.parameters());
        return page.upTo(filter.limit());
    }

    long count(TicketFilter filter, List<FoldedTerm> terms) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        return hurried.listPlannedAnew(
                        "SELECT count(*)" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql(),
                        row -> row.getLong(1),
                        conditions.parameters().toArray())
                .getFirst();
    }

    /** Those of the tickets that the list has, in the order of their ids. */
    List<Long> among(List<Long> ids, TicketFilter filter, List<FoldedTerm> terms) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        conditions.and("t.id = ANY (?)", ids);
        return hurried.listPlannedAnew(
                "SELECT t.id" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql() + " ORDER BY t.id",
                row -> row.getLong("id"),
                conditions.parameters().toArray());
    }

    long countUpTo(int most, TicketFilter filter, List<FoldedTerm> terms) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        conditions.parameters().add(most);
        return hurried.listPlannedAnew(
                        "SELECT count(*) FROM (SELECT 1" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql()
                                + " LIMIT ?) counted",
                        row -> row.getLong(1),
                        conditions.parameters().toArray())
                .getFirst();
    }

    private static String comments(TicketInclude include) {
        return """
                (SELECT coalesce(json_agg(json_build_object(
                           'id', m.id, 'author_id', m.author_id, 'author_name', w.full_name, 'content', m.content,
                           'is_internal', m.is_internal, 'created_at',
                           to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) ORDER BY m.id), '[]')
                  FROM (%s) m
                  JOIN users w ON w.id = m.author_id)
                """.formatted(latestComments(include));
    }

    private static String bytesOfComments(TicketInclude include) {
        return "(SELECT coalesce(sum(octet_length(c.content)), 0) FROM (" + latestComments(include) + ") c)";
    }

    /** At most twenty of the ticket {@code t}, and fewer where they are long. */
    private static String latestComments(TicketInclude include) {
        return """
                SELECT m.*
                  FROM (SELECT o.*, sum(octet_length(o.content)) OVER (ORDER BY o.id DESC ROWS UNBOUNDED PRECEDING)
                                        - octet_length(o.content) AS bytes_behind
                          FROM (SELECT *
                                  FROM comments
                                 WHERE ticket_id = t.id %s
                                 ORDER BY id DESC
                                 LIMIT 20) o) m
                 WHERE m.bytes_behind < %d
                """.formatted(include.staff() ? "" : "AND NOT is_internal", MOST_OF_COMMENTS);
    }

    private static String names(TicketInclude include) {
        return include.people() ? NAMES : "";
    }

    private static String people(TicketInclude include) {
        return include.people() ? PEOPLE : "";
    }

    private TicketView view(ResultSet row, TicketInclude include) throws SQLException {
        Ticket stored = TicketSql.ticket(row);
        TaggedTicket ticket =
                new TaggedTicket(stored, TicketSql.tags(row), clocks.of(stored.status(), row.getBytes("clocks")));
        TicketPeople people = ticket.ticket().people();
        PersonView creator = include.creator() ? person(row, "creator", people.creatorId(), include) : null;
        PersonView assignee = include.assignee() ? person(row, "assignee", people.assigneeId(), include) : null;
        JsonNode comments = include.comments() ? TicketSql.jsonList(row.getString("comments")) : null;
        return TicketView.of(ticket, creator, assignee, comments);
    }

    private static @Nullable PersonView person(ResultSet row, String prefix, @Nullable Long id, TicketInclude include)
            throws SQLException {
        return id == null
                ? null
                : new PersonView(
                        id, row.getString(prefix + "_name"), include.staff() ? row.getString(prefix + "_email") : null);
    }
}
