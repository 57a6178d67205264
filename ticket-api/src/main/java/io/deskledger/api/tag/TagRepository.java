package io.deskledger.api.tag;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of tags, and which tickets have them. */
@Singleton
class TagRepository {

    private static final long ADMINISTRATION_LOCK = 4_711_003;

    private static final String FIND = """
            SELECT id, name, version, created_at
              FROM tags
             WHERE name = ?
            """;

    private static final String PAGE = """
            SELECT id, name, version, created_at
              FROM tags
             WHERE id > ?
             ORDER BY id
             LIMIT ?
            """;

    private static final String INSERT = """
            INSERT INTO tags (name, version, created_at)
            VALUES (?, 1, ?)
            ON CONFLICT (name) DO NOTHING
            RETURNING id, name, version, created_at
            """;

    private static final String RENAME = """
            UPDATE tags
               SET name = ?, version = version + 1
             WHERE id = ?
            RETURNING id, name, version, created_at
            """;

    private static final String MOVE = """
            INSERT INTO ticket_tags (ticket_id, tag_id)
            SELECT ticket_id, ?
              FROM ticket_tags
             WHERE tag_id = ?
            ON CONFLICT DO NOTHING
            """;

    private final Sql sql;

    TagRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<Tag> find(String name) {
        return sql.first(FIND, TagRepository::tag, name);
    }

    List<Tag> page(long afterId, int limit) {
        return sql.list(PAGE, TagRepository::tag, afterId, limit);
    }

    /** The new tag, or empty where there is one of that name. */
    Optional<Tag> insert(String name, Instant at) {
        return sql.first(INSERT, TagRepository::tag, name, at);
    }

    /** Until the transaction ends nobody else renames, deletes or merges tags. */
    void lockAdministration() {
        sql.run("SELECT pg_advisory_xact_lock(?)", ADMINISTRATION_LOCK);
    }

    /** The tag, locked until the transaction ends: no other ticket gets it meanwhile. */
    Optional<Tag> lock(String name) {
        return sql.first(FIND + " FOR UPDATE", TagRepository::tag, name);
    }

    Tag rename(long id, String name) {
        return sql.first(RENAME, TagRepository::tag, name, id).orElseThrow();
    }

    /** Gives the other tag to every ticket that has this one. */
    void move(long id, long intoId) {
        sql.update(MOVE, intoId, id);
    }

    /** Takes the tag off every ticket and removes it. */
    void delete(long id) {
        sql.update("DELETE FROM ticket_tags WHERE tag_id = ?", id);
        sql.update("DELETE FROM tags WHERE id = ?", id);
    }

    private static Tag tag(ResultSet row) throws SQLException {
        return new Tag(
                row.getLong("id"), row.getString("name"), row.getLong("version"), Rows.instant(row, "created_at"));
    }
}
