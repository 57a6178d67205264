package io.deskledger.api.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows laid out as one array per column, for {@code unnest}: one statement with one plan for any number of rows.
 *
 * @param <T> what a row is made from
 */
public final class ArrayColumns<T> {

    // From here on a plan that was made for any number of rows, perhaps when the table was small, can be far off.
    private static final int MANY = 64;

    private final List<T> rows;
    private final List<Column> columns = new ArrayList<>();

    private ArrayColumns(List<T> rows) {
        this.rows = rows;
    }

    public static <T> ArrayColumns<T> of(List<T> rows) {
        return new ArrayColumns<>(rows);
    }

    /** Adds a column of that SQL type; the statement names them in the same order. */
    public ArrayColumns<T> add(String type, Function<T, ? extends @Nullable Object> value) {
        columns.add(new Column(type, rows.stream().<@Nullable Object>map(value).toList()));
        return this;
    }

    /** Adds a column of texts, which the statement casts to what it needs; null stays null. */
    public ArrayColumns<T> addText(Function<T, ? extends @Nullable Object> value) {
        return add("text", row -> {
            Object object = value.apply(row);
            return object == null ? null : object.toString();
        });
    }

    static boolean isMany(int rows) {
        return rows >= MANY;
    }

    /** The statement as it is to be prepared for these rows. */
    public String statement(String sql) {
        return isMany(rows.size()) ? Planned.anew(sql) : sql;
    }

    /** Binds all columns to consecutive parameters of a {@link #statement}. */
    public void bind(Connection connection, PreparedStatement statement, int firstParameter) throws SQLException {
        if (isMany(rows.size())) {
            Planned.anew(statement);
        }
        int parameter = firstParameter;
        for (Column column : columns) {
            statement.setArray(
                    parameter,
                    connection.createArrayOf(column.type(), column.values().toArray()));
            parameter++;
        }
    }

    /** Runs a statement whose only parameters are these columns; answers how many rows it touched. */
    public int execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(statement(sql))) {
            bind(connection, statement, 1);
            return statement.executeUpdate();
        }
    }

    private record Column(String type, List<? extends @Nullable Object> values) {}
}
