package io.deskledger.api.preference;

import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.deskledger.model.WireName;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What people have chosen, in the table of users. */
@Singleton
class PreferenceRepository {

    private static final String FIND = """
            SELECT version, queue_columns
              FROM users
             WHERE id = ?
            """;

    private static final String UPDATE = """
            UPDATE users
               SET queue_columns = ?::text[], version = ?
             WHERE id = ?
            """;

    private final Sql sql;

    PreferenceRepository(Sql sql) {
        this.sql = sql;
    }

    /**
     * A row of it.
     *
     * @param version of the user
     * @param queueColumns null where nothing was chosen
     */
    record Stored(long version, @Nullable List<QueueColumn> queueColumns) {}

    Optional<Stored> find(long userId) {
        return sql.first(FIND, PreferenceRepository::stored, userId);
    }

    Optional<Stored> lock(long userId) {
        return sql.first(FIND + " FOR NO KEY UPDATE", PreferenceRepository::stored, userId);
    }

    void update(long userId, Stored stored) {
        sql.update(UPDATE, stored.queueColumns(), stored.version(), userId);
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(row.getLong("version"), columns(row));
    }

    private static @Nullable List<QueueColumn> columns(ResultSet row) throws SQLException {
        if (row.getArray("queue_columns") == null) {
            return null;
        }
        return Rows.texts(row, "queue_columns").stream()
                .flatMap(name -> WireName.find(QueueColumn.class, name).stream())
                .toList();
    }
}
