package io.deskledger.api.sql;

import io.deskledger.model.WireName;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads columns as the types that our code has. */
public final class Rows {

    private Rows() {}

    public static @Nullable Long longOrNull(ResultSet row, String column) throws SQLException {
        long value = row.getLong(column);
        return row.wasNull() ? null : value;
    }

    public static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        OffsetDateTime value = row.getObject(column, OffsetDateTime.class);
        return value == null ? null : value.toInstant();
    }

    /** The constant with the column's wire name; the schema's CHECK says that there is one. */
    public static <E extends Enum<E> & WireName> E constant(ResultSet row, String column, Class<E> type)
            throws SQLException {
        String wire = row.getString(column);
        return WireName.find(type, wire)
                .orElseThrow(() -> new IllegalStateException(column + " holds " + wire + ", which has no constant"));
    }

    public static List<String> texts(ResultSet row, String column) throws SQLException {
        Array array = row.getArray(column);
        return array == null ? List.of() : List.of((String[]) array.getArray());
    }
}
