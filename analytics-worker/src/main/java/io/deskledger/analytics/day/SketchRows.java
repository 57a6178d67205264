package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import io.micronaut.transaction.TransactionDefinition.Propagation;
import io.micronaut.transaction.annotation.Transactional;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** The packed durations of spans. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@Transactional(propagation = Propagation.MANDATORY)
interface SketchRows extends GenericRepository<SketchRow, LocalDate> {

    /** Those of the days from first to next (exclusive). */
    @Query("""
            SELECT first_day, metric, dimension, total, micros, CAST(keys AS text) AS keys, data
              FROM analytics.duration_sketches
             WHERE span = 'day' AND first_day >= :first AND first_day < :next
            """)
    List<SketchRow> days(LocalDate first, LocalDate next);

    /** Writes a row unless it is there as it is. */
    @Query("""
            INSERT INTO analytics.duration_sketches AS f
                   (span, first_day, metric, dimension, total, micros, keys, data)
            VALUES (:span, :firstDay, :metric, :dimension, :total, :micros, CAST(:keys AS jsonb), :data)
                ON CONFLICT (span, metric, dimension, first_day) DO UPDATE
               SET (total, micros, keys, data) = (excluded.total, excluded.micros, excluded.keys, excluded.data)
             WHERE f.* IS DISTINCT FROM excluded.*
            """)
    void keep(
            String span,
            LocalDate firstDay,
            String metric,
            String dimension,
            long total,
            BigDecimal micros,
            String keys,
            byte[] data);

    /** Takes away the span's rows, but for these (metric/dimension). */
    @Query("""
            DELETE FROM analytics.duration_sketches
             WHERE span = :span AND first_day = :firstDay
               AND metric || '/' || dimension <> ALL (CAST(:kept AS text[]))
            """)
    void removeOthers(String span, LocalDate firstDay, @TypeDef(type = DataType.STRING_ARRAY) String[] kept);
}
