package io.deskledger.api.attachment;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.api.ticket.AttachmentText.FileFacts;
import io.deskledger.api.ticket.Deleted;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The table of attachments. */
@Singleton
class AttachmentRepository {

    // What belongs to an internal comment is internal, also where the comment became so later.
    private static final String COLUMNS = """
            a.id, a.ticket_id, a.comment_id, a.uploader_id, u.full_name AS uploader_name, a.file_name, a.content_type,
            a.size, a.sha256, a.created_at, a.object_key, a.is_internal OR coalesce(c.is_internal, false) AS is_internal
            """;

    private static final String INSERT = """
            WITH a AS (
                INSERT INTO attachments (ticket_id, comment_id, uploader_id, object_key, file_name, content_type,
                                         size, sha256, is_internal, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                RETURNING *)
            SELECT %s
              FROM a
              JOIN users u ON u.id = a.uploader_id
              LEFT JOIN comments c ON c.ticket_id = a.ticket_id AND c.id = a.comment_id
            """.formatted(COLUMNS);

    private static final String PAGE = """
            SELECT %s
              FROM attachments a
              JOIN users u ON u.id = a.uploader_id
              LEFT JOIN comments c ON c.ticket_id = a.ticket_id AND c.id = a.comment_id
             WHERE a.ticket_id = ? AND a.id > ? AND (? OR NOT (a.is_internal OR coalesce(c.is_internal, false)))
             ORDER BY a.id
             LIMIT ?
            """.formatted(COLUMNS);

    private static final String FIND = """
            SELECT %s, t.creator_id
              FROM attachments a
              JOIN tickets t ON t.id = a.ticket_id
              JOIN users u ON u.id = a.uploader_id
              LEFT JOIN comments c ON c.ticket_id = a.ticket_id AND c.id = a.comment_id
             WHERE a.id = ? AND\s""".formatted(COLUMNS);

    private static final String USAGE = """
            SELECT count(*) AS files, coalesce(sum(size), 0)::bigint AS bytes
              FROM attachments
             WHERE ticket_id = ?
            """;

    private static final String MAY_CARRY = """
            SELECT 1
              FROM comments
             WHERE ticket_id = ? AND id = ? AND (? OR author_id = ? AND NOT is_internal)
            """;

    private static final String REMOVE = """
            WITH gone AS (
                DELETE FROM attachments WHERE ticket_id = ? AND id = ?
                RETURNING object_key, ticket_id)
            INSERT INTO removed_files (object_key, ticket_id, removed_at)
            SELECT object_key, ticket_id, ?
              FROM gone
            """;

    private static final String UNKNOWN_AMONG = """
            SELECT key
              FROM unnest(?::text[]) AS key
             WHERE NOT EXISTS (SELECT 1 FROM attachments a WHERE a.object_key = key)
            """;

    private static final String REMOVED = "SELECT object_key FROM removed_files ORDER BY removed_at LIMIT ?";

    private final Sql sql;

    AttachmentRepository(Sql sql) {
        this.sql = sql;
    }

    AttachmentView insert(long ticketId, long uploaderId, NewAttachment attachment, String objectKey, Instant at) {
        FileFacts facts = attachment.file().facts();
        return sql.first(
                        INSERT,
                        AttachmentRepository::view,
                        ticketId,
                        attachment.commentId(),
                        uploaderId,
                        objectKey,
                        facts.name(),
                        facts.contentType(),
                        facts.size(),
                        HexFormat.of().parseHex(facts.sha256()),
                        attachment.internal(),
                        at)
                .orElseThrow();
    }

    List<AttachmentView> page(long ticketId, long afterId, boolean withInternal, int limit) {
        return sql.list(PAGE, AttachmentRepository::view, ticketId, afterId, withInternal, limit);
    }

    Optional<StoredAttachment> find(long id, Deleted deleted) {
        return sql.first(
                FIND + deleted.condition(),
                row -> new StoredAttachment(view(row), row.getString("object_key"), row.getLong("creator_id")),
                id);
    }

    /** How many files the ticket has, and how many bytes they take. */
    TicketUsage usage(long ticketId) {
        return sql.first(USAGE, row -> new TicketUsage(row.getLong("files"), row.getLong("bytes")), ticketId)
                .orElseThrow();
    }

    /** Whether the user may hang files on the comment: staff on any of the ticket's, others on their own. */
    boolean mayCarry(long ticketId, long commentId, boolean staff, long userId) {
        return sql.first(MAY_CARRY, row -> true, ticketId, commentId, staff, userId)
                .isPresent();
    }

    /** Deletes the row and notes the file to be removed. */
    void remove(AttachmentView attachment, Instant at) {
        sql.update(REMOVE, attachment.ticketId(), attachment.id(), at);
    }

    /** Which of the files no row speaks of. */
    List<String> unknownAmong(Collection<String> keys) {
        return sql.list(UNKNOWN_AMONG, row -> row.getString("key"), keys);
    }

    /** Files that are to be removed, the longest waiting first. */
    List<String> removed(int limit) {
        return sql.list(REMOVED, row -> row.getString("object_key"), limit);
    }

    void forgetRemoved(Collection<String> keys) {
        sql.update("DELETE FROM removed_files WHERE object_key = ANY (?::text[])", keys);
    }

    /** Puts files that could not be removed behind the others. */
    void postponeRemoved(Collection<String> keys, Instant at) {
        sql.update("UPDATE removed_files SET removed_at = ? WHERE object_key = ANY (?::text[])", at, keys);
    }

    private static AttachmentView view(ResultSet row) throws SQLException {
        return new AttachmentView(
                row.getLong("id"),
                row.getLong("ticket_id"),
                Rows.longOrNull(row, "comment_id"),
                row.getLong("uploader_id"),
                row.getString("uploader_name"),
                row.getString("file_name"),
                row.getString("content_type"),
                row.getLong("size"),
                HexFormat.of().formatHex(row.getBytes("sha256")),
                row.getBoolean("is_internal"),
                Rows.instant(row, "created_at"));
    }

    /** What a ticket's files take up. */
    record TicketUsage(long files, long bytes) {}
}
