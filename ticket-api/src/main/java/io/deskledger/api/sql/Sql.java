package io.deskledger.api.sql;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.model.WireName;
import io.micronaut.context.annotation.EachBean;
import io.micronaut.context.annotation.Parameter;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import jakarta.inject.Inject;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs statements on the connection of the current transaction. Parameters are values as our code has them: instants,
 * constants with a wire name, JSON, collections of texts or ids (as arrays). There is one for each data source.
 */
@EachBean(DataSource.class)
public final class Sql {

    private final JdbcOperations jdbc;
    private final int seconds; // 0 for any number

    @Inject
    Sql(@Parameter JdbcOperations jdbc) {
        this(jdbc, 0);
    }

    private Sql(JdbcOperations jdbc, int seconds) {
        this.jdbc = jdbc;
        this.seconds = seconds;
    }

    /** The same, with an end to each statement that takes longer; the answer is then that it asks for too much. */
    public Sql within(Duration limit) {
        return new Sql(jdbc, Math.toIntExact(limit.toSeconds()));
    }

    /** Every row, mapped. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return jdbc.prepareStatement(statement(sql, parameters), statement -> list(statement, mapper, parameters));
    }

    /** The rows that a statement of {@link Bytes#bounded} lets through, mapped. */
    public <T> Portion<T> portion(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        Followed<T> followed = new Followed<>(mapper);
        return followed.of(list(sql, followed, parameters));
    }

    /** The same, planned for these very parameters. */
    public <T> Portion<T> portionPlannedAnew(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        Followed<T> followed = new Followed<>(mapper);
        return followed.of(listPlannedAnew(sql, followed, parameters));
    }

    /**
     * Every row, mapped; planned for these very parameters, not for any. For conditions that a few rows meet or nearly
     * all, depending on the value.
     */
    public <T> List<T> listPlannedAnew(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return jdbc.prepareStatement(Planned.anew(sql), statement -> {
            Planned.anew(statement);
            return list(statement, mapper, parameters);
        });
    }

    /** Tells every row, fetched in portions of that size, so that any number of them passes through. */
    public <T> void each(
            String sql, int portion, RowMapper<T> mapper, Consumer<T> told, @Nullable Object... parameters) {
        jdbc.prepareStatement(statement(sql, parameters), statement -> {
            statement.setFetchSize(portion);
            bind(statement, parameters);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    told.accept(mapper.map(rows));
                }
            }
            return null;
        });
    }

    /** The first row, or empty where there is none. */
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, @Nullable Object... parameters) {
        return list(sql, mapper, parameters).stream().findFirst();
    }

    /** Every row, mapped, of a statement whose only parameters are these columns. */
    public <T> List<T> list(String sql, RowMapper<T> mapper, ArrayColumns<?> columns) {
        return jdbc.prepareStatement(columns.statement(sql), statement -> {
            columns.bind(statement.getConnection(), statement, 1);
            return rows(statement, mapper);
        });
    }

    /** The number of rows that the statement wrote. */
    public int update(String sql, @Nullable Object... parameters) {
        return jdbc.prepareStatement(statement(sql, parameters), statement -> {
            bind(statement, parameters);
            return statement.executeUpdate();
        });
    }

    /** The number of rows that the statement wrote, whose only parameters are these columns. */
    public int update(String sql, ArrayColumns<?> columns) {
        return jdbc.prepareStatement(columns.statement(sql), statement -> {
            columns.bind(statement.getConnection(), statement, 1);
            return statement.executeUpdate();
        });
    }

    /** For statements that are run for what they do, not for what they answer. */
    public void run(String sql, @Nullable Object... parameters) {
        jdbc.prepareStatement(statement(sql, parameters), statement -> {
            bind(statement, parameters);
            return statement.execute();
        });
    }

    /** Remembers whether a row followed the last one. */
    private static final class Followed<T> implements RowMapper<T> {
        private final RowMapper<T> mapper;
        private boolean more;

        Followed(RowMapper<T> mapper) {
            this.mapper = mapper;
        }

        @Override
        public T map(ResultSet row) throws SQLException {
            more = row.getBoolean("more");
            return mapper.map(row);
        }

        Portion<T> of(List<T> rows) {
            return new Portion<>(rows, more);
        }
    }

    private <T> List<T> list(PreparedStatement statement, RowMapper<T> mapper, @Nullable Object[] parameters)
            throws SQLException {
        statement.setQueryTimeout(seconds);
        bind(statement, parameters);
        return rows(statement, mapper);
    }

    private static <T> List<T> rows(PreparedStatement statement, RowMapper<T> mapper) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            List<T> result = new ArrayList<>();
            while (rows.next()) {
                result.add(mapper.map(rows));
            }
            return result;
        }
    }

    private static String statement(String sql, @Nullable Object[] parameters) {
        return hasMany(parameters) ? Planned.anew(sql) : sql;
    }

    private static boolean hasMany(@Nullable Object[] parameters) {
        for (Object parameter : parameters) {
            if (parameter instanceof Collection<?> values && ArrayColumns.isMany(values.size())) {
                return true;
            }
        }
        return false;
    }

    private static void bind(PreparedStatement statement, @Nullable Object[] parameters) throws SQLException {
        if (hasMany(parameters)) {
            Planned.anew(statement);
        }
        for (int i = 0; i < parameters.length; i++) {
            bind(statement, i + 1, parameters[i]);
        }
    }

    private static void bind(PreparedStatement statement, int index, @Nullable Object value) throws SQLException {
        switch (value) {
            case null -> statement.setObject(index, null);
            case Instant instant -> statement.setObject(index, instant.atOffset(ZoneOffset.UTC));
            case WireName name -> statement.setString(index, name.wire());
            case JsonNode json -> statement.setString(index, json.toString());
            case Collection<?> values -> bindArray(statement, index, values);
            default -> statement.setObject(index, value);
        }
    }

    private static void bindArray(PreparedStatement statement, int index, Collection<?> values) throws SQLException {
        boolean ids = values.stream().anyMatch(Long.class::isInstance);
        Object[] elements = values.stream()
                .map(value -> value instanceof WireName name ? name.wire() : value)
                .toArray();
        statement.setArray(index, statement.getConnection().createArrayOf(ids ? "bigint" : "text", elements));
    }
}
