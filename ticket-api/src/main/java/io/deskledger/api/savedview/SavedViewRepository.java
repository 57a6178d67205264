package io.deskledger.api.savedview;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of saved views. */
@Singleton
class SavedViewRepository {

    private static final String COLUMNS =
            "id, owner_id, name, search, shared, position, version, created_at, updated_at";

    private static final String FIND = "SELECT " + COLUMNS + " FROM saved_views WHERE id = ?";

    // One's own and what others share, each along an index of its own.
    private static final String PAGE = """
            SELECT *
              FROM ((SELECT %1$s
                       FROM saved_views
                      WHERE owner_id = ? AND (position, id) > (?, ?)
                      ORDER BY position, id
                      LIMIT ?)
                     UNION ALL
                    (SELECT %1$s
                       FROM saved_views
                      WHERE shared AND ? AND owner_id <> ? AND (position, id) > (?, ?)
                      ORDER BY position, id
                      LIMIT ?)) visible
             ORDER BY position, id
             LIMIT ?
            """.formatted(COLUMNS);

    private static final String INSERT = """
            INSERT INTO saved_views (owner_id, name, name_key, search, shared, position, version, created_at, updated_at)
            VALUES (?, ?, ?, ?::jsonb, ?, ?, 1, ?, ?)
            RETURNING\s""" + COLUMNS;

    private static final String UPDATE = """
            UPDATE saved_views
               SET name = ?, name_key = ?, search = ?::jsonb, shared = ?, position = ?, version = ?, updated_at = ?
             WHERE id = ?
            """;

    private static final String NAMED = """
            SELECT id
              FROM saved_views
             WHERE owner_id = ? AND name_key = ?
            """;

    private static final ObjectReader JSON = new ObjectMapper().readerFor(ObjectNode.class);

    private final Sql sql;

    SavedViewRepository(Sql sql) {
        this.sql = sql;
    }

    Optional<SavedView> find(long id) {
        return sql.first(FIND, SavedViewRepository::view, id);
    }

    Optional<SavedView> lock(long id) {
        return sql.first(FIND + " FOR UPDATE", SavedViewRepository::view, id);
    }

    /** One view more than the page holds, where there is one. */
    List<SavedView> page(ViewPage page, Caller caller) {
        int position = page.after() == null ? -1 : page.after().position();
        long id = page.after() == null ? 0 : page.after().id();
        int rows = page.limit() + 1;
        return sql.list(
                PAGE,
                SavedViewRepository::view,
                caller.id(),
                position,
                id,
                rows,
                caller.isStaff(),
                caller.id(),
                position,
                id,
                rows,
                rows);
    }

    /** How many views the user has; until the transaction ends nobody else makes one for them or names one anew. */
    long lockAndCount(long ownerId) {
        sql.run("SELECT id FROM users WHERE id = ? FOR NO KEY UPDATE", ownerId);
        return sql.first("SELECT count(*) FROM saved_views WHERE owner_id = ?", row -> row.getLong(1), ownerId)
                .orElseThrow();
    }

    /** The owner's view of that name in whatever case. */
    Optional<Long> named(long ownerId, String nameKey) {
        return sql.first(NAMED, row -> row.getLong("id"), ownerId, nameKey);
    }

    SavedView insert(long ownerId, NewView view, Instant at) {
        return sql.first(
                        INSERT,
                        SavedViewRepository::view,
                        ownerId,
                        view.name(),
                        view.nameKey(),
                        view.search(),
                        view.shared(),
                        view.position(),
                        at,
                        at)
                .orElseThrow();
    }

    void update(SavedView view) {
        sql.update(
                UPDATE,
                view.name(),
                view.content().nameKey(),
                view.search(),
                view.shared(),
                view.position(),
                view.version(),
                view.updatedAt(),
                view.id());
    }

    void delete(long id) {
        sql.update("DELETE FROM saved_views WHERE id = ?", id);
    }

    private static SavedView view(ResultSet row) throws SQLException {
        return new SavedView(
                row.getLong("id"),
                row.getLong("owner_id"),
                row.getString("name"),
                json(row.getString("search")),
                row.getBoolean("shared"),
                row.getInt("position"),
                row.getLong("version"),
                Rows.instant(row, "created_at"),
                Rows.instant(row, "updated_at"));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readValue(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("a view's search is no JSON object", e);
        }
    }
}
