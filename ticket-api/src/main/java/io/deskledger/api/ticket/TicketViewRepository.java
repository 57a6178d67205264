package io.deskledger.api.ticket;

import io.deskledger.api.sql.Rows;
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
                   ARRAY(SELECT g.name FROM ticket_tags tt JOIN tags g ON g.id = tt.tag_id
                          WHERE tt.ticket_id = t.id ORDER BY g.name) AS tags,
                   c.full_name AS creator_name, c.email AS creator_email,
                   a.full_name AS assignee_name, a.email AS assignee_email
              FROM tickets t
              JOIN users c ON c.id = t.creator_id
              LEFT JOIN users a ON a.id = t.assignee_id
             WHERE\s""".formatted(TicketSql.COLUMNS);

    private static final String COUNT = """
            SELECT count(*)
              FROM tickets t
             WHERE\s""";

    private final Sql sql;

    TicketViewRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<TicketView> find(long id, Deleted deleted) {
        return sql.first(SELECT + "t.id = ? AND " + deleted.condition(), row -> view(row, TicketInclude.NOBODY), id);
    }

    List<TicketView> page(TicketFilter filter, TicketInclude include) {
        TicketConditions conditions = TicketConditions.of(filter.where());
        if (filter.after() != null) {
            conditions.after(filter.after(), filter.descending());
        }
        String order = filter.descending()
                ? " ORDER BY t.created_at DESC, t.id DESC LIMIT ?"
                : " ORDER BY t.created_at, t.id LIMIT ?";
        return sql.list(
                SELECT + conditions.sql() + order,
                row -> view(row, include),
                conditions.parameters(filter.limit() + 1));
    }

    long count(TicketFilter.Where where) {
        TicketConditions conditions = TicketConditions.of(where);
        return sql.first(COUNT + conditions.sql(), row -> row.getLong(1), conditions.parameters())
                .orElseThrow();
    }

    private static TicketView view(ResultSet row, TicketInclude include) throws SQLException {
        TaggedTicket ticket = new TaggedTicket(TicketSql.ticket(row), Rows.texts(row, "tags"));
        TicketPeople people = ticket.ticket().people();
        PersonView creator = include.creator() ? person(row, "creator", people.creatorId(), include) : null;
        PersonView assignee = include.assignee() ? person(row, "assignee", people.assigneeId(), include) : null;
        return TicketView.of(ticket, creator, assignee);
    }

    private static @Nullable PersonView person(ResultSet row, String prefix, @Nullable Long id, TicketInclude include)
            throws SQLException {
        return id == null
                ? null
                : new PersonView(
                        id,
                        row.getString(prefix + "_name"),
                        include.emails() ? row.getString(prefix + "_email") : null);
    }
}
