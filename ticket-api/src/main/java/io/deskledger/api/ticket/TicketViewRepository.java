package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.sql.RowMapper;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
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

    private static final String COMMENTS_FROM = """
            , (SELECT coalesce(json_agg(json_build_object(
                          'id', m.id, 'author_id', m.author_id, 'author_name', m.author_name, 'content', m.content,
                          'is_internal', m.is_internal, 'created_at',
                          to_char(m.created_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')) ORDER BY m.id), '[]')
                 FROM (SELECT o.*, w.full_name AS author_name
                         FROM comments o JOIN users w ON w.id = o.author_id
                        WHERE o.ticket_id = t.id
            """;

    private static final String COMMENTS_TO = """
            ORDER BY o.id DESC LIMIT 20) m) AS comments
            """;

    private static final String PEOPLE = """
              JOIN users c ON c.id = t.creator_id
              LEFT JOIN users a ON a.id = t.assignee_id
            """;

    private final Sql sql;
    private final TicketClocks clocks;

    TicketViewRepository(Sql sql, TicketClocks clocks) {
        this.sql = sql;
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

    List<ListedTicket> page(TicketFilter filter, List<FoldedTerm> terms, TicketInclude include) {
        TicketPageQuery query = new TicketPageQuery(filter, terms, clocks);
        StringBuilder select = new StringBuilder("WITH page AS MATERIALIZED (" + query.sql() + ") " + SELECT);
        select.append(names(include));
        if (filter.sort() == TicketSort.RELEVANCE) {
            select.append(", t.relevance, t.newest");
        }
        if (include.comments()) {
            select.append(COMMENTS_FROM)
                    .append(include.staff() ? "" : " AND NOT o.is_internal ")
                    .append(COMMENTS_TO);
        }
        select.append(" FROM page t ")
                .append(people(include))
                .append(filter.sort().orderBy(filter.descending()));
        RowMapper<ListedTicket> mapper = row -> ListedTicket.of(view(row, include), filter.sort(), row);
        return filter.isUneven()
                ? sql.listPlannedAnew(select.toString(), mapper, query.parameters())
                : sql.list(select.toString(), mapper, query.parameters());
    }

    long count(TicketFilter filter, List<FoldedTerm> terms) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        return sql.listPlannedAnew(
                        "SELECT count(*)" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql(),
                        row -> row.getLong(1),
                        conditions.parameters().toArray())
                .getFirst();
    }

    long countUpTo(int most, TicketFilter filter, List<FoldedTerm> terms) {
        TicketConditions conditions =
                TicketConditions.of(filter.where(), terms, clocks).statuses(filter.where());
        conditions.parameters().add(most);
        return sql.listPlannedAnew(
                        "SELECT count(*) FROM (SELECT 1" + TicketPageQuery.from(terms) + " WHERE " + conditions.sql()
                                + " LIMIT ?) counted",
                        row -> row.getLong(1),
                        conditions.parameters().toArray())
                .getFirst();
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
                new TaggedTicket(stored, TicketSql.tags(row), clocks.of(stored.status(), row.getString("clocks")));
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
