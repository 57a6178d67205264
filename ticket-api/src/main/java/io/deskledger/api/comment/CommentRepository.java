package io.deskledger.api.comment;

import io.deskledger.api.coalesce.Asked;
import io.deskledger.api.http.Cursor;
import io.deskledger.api.sql.ArrayColumns;
import io.deskledger.api.sql.Bytes;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.user.UserRole;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The table of comments. */
@Singleton
class CommentRepository {

    private static final String INSERT = """
            WITH c AS (
                INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                VALUES (?, ?, ?, ?, ?, ?)
                RETURNING *)
            SELECT c.*, u.full_name AS author_name
              FROM c
              JOIN users u ON u.id = c.author_id
            """;

    private static final String INSERT_MANY = """
            WITH c AS (
                INSERT INTO comments (ticket_id, author_id, content, is_internal, created_at, updated_at)
                SELECT e.ticket_id, e.author_id, e.content, e.is_internal, e.at, e.at
                  FROM unnest(?::bigint[], ?::bigint[], ?::text[], ?::boolean[], ?::timestamptz[])
                       AS e (ticket_id, author_id, content, is_internal, at)
                RETURNING *)
            SELECT c.*, u.full_name AS author_name
              FROM c
              JOIN users u ON u.id = c.author_id
            """;

    private static final String PAGE = page(">", "id");
    private static final String BEFORE = page("<", "id DESC");

    private static final String FIND = """
            SELECT c.*, u.full_name AS author_name, u.role AS author_role
              FROM comments c
              JOIN users u ON u.id = c.author_id
             WHERE c.ticket_id = ? AND c.id = ?
            """;

    private static final String UPDATE = """
            WITH c AS (
                UPDATE comments
                   SET content = ?, is_internal = ?, version = version + 1, updated_at = ?
                 WHERE ticket_id = ? AND id = ?
                RETURNING *)
            SELECT c.*, u.full_name AS author_name
              FROM c
              JOIN users u ON u.id = c.author_id
            """;

    // What hung on an internal comment stays hidden from customers when the comment is gone.
    private static final String HIDE_ATTACHMENTS = """
            UPDATE attachments
               SET is_internal = true
             WHERE ticket_id = ? AND comment_id = ? AND NOT is_internal
            """;

    private final Sql sql;

    CommentRepository(Sql sql) {
        this.sql = sql;
    }

    CommentView insert(long ticketId, long authorId, NewComment comment, Instant at) {
        return sql.first(
                        INSERT,
                        CommentRepository::view,
                        ticketId,
                        authorId,
                        comment.content(),
                        comment.internal(),
                        at,
                        at)
                .orElseThrow();
    }

    /** The comments by their tickets, of which each has one. */
    Map<Long, CommentView> insert(List<Asked<Addition>> comments, Instant at) {
        return sql
                .list(
                        INSERT_MANY,
                        CommentRepository::view,
                        ArrayColumns.of(comments)
                                .add("bigint", one -> one.write().ticketId())
                                .add("bigint", one -> one.caller().id())
                                .add("text", one -> one.write().comment().content())
                                .add("boolean", one -> one.write().comment().internal())
                                .addText(one -> at))
                .stream()
                .collect(Collectors.toMap(CommentView::ticketId, Function.identity()));
    }

    private static String page(String side, String order) {
        String page = """
                SELECT *, octet_length(content) AS bytes
                  FROM comments
                 WHERE ticket_id = ? AND id %s ? AND (? OR NOT is_internal)
                 ORDER BY %s
                 LIMIT ?
                """.formatted(side, order);
        return """
                SELECT c.*, u.full_name AS author_name
                  FROM (%s) c
                  JOIN users u ON u.id = c.author_id
                 ORDER BY c.%s
                """.formatted(Bytes.bounded(page, order, Bytes.PAGE), order);
    }

    /** The first comments behind that one, so many or fewer. */
    Portion<CommentView> page(long ticketId, @Nullable Cursor after, boolean withInternal, int limit) {
        return sql.portion(
                        PAGE,
                        CommentRepository::view,
                        ticketId,
                        after == null ? 0L : after.id(),
                        withInternal,
                        limit + 1)
                .upTo(limit);
    }

    /** The latest comments before that one, the latest first, so many or fewer. */
    Portion<CommentView> before(long ticketId, long id, boolean withInternal, int limit) {
        return sql.portion(BEFORE, CommentRepository::view, ticketId, id, withInternal, limit + 1)
                .upTo(limit);
    }

    Optional<StoredComment> find(long ticketId, long id) {
        return sql.first(
                FIND,
                row -> new StoredComment(view(row), Rows.constant(row, "author_role", UserRole.class)),
                ticketId,
                id);
    }

    CommentView update(CommentView old, NewComment comment, Instant at) {
        return sql.first(
                        UPDATE,
                        CommentRepository::view,
                        comment.content(),
                        comment.internal(),
                        at,
                        old.ticketId(),
                        old.id())
                .orElseThrow();
    }

    void delete(CommentView comment) {
        if (comment.isInternal()) {
            sql.update(HIDE_ATTACHMENTS, comment.ticketId(), comment.id());
        }
        sql.update("DELETE FROM comments WHERE ticket_id = ? AND id = ?", comment.ticketId(), comment.id());
    }

    private static CommentView view(ResultSet row) throws SQLException {
        return new CommentView(
                row.getLong("id"),
                row.getLong("ticket_id"),
                row.getLong("author_id"),
                row.getString("author_name"),
                row.getString("content"),
                row.getBoolean("is_internal"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }
}
