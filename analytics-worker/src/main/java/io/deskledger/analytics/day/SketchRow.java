package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The packed durations of a day.
 *
 * @param total how many there are
 * @param micros how long they are together
 * @param keys a JSON array of texts
 * @param data the buckets of each key
 */
@MappedEntity(value = "duration_sketches", schema = "analytics")
@SuppressWarnings("ArrayRecordComponent") // Never compared: a carrier between the table and who adds them up.
record SketchRow(
        @Id LocalDate firstDay,
        String metric,
        String dimension,
        long total,
        BigDecimal micros,
        String keys,
        byte[] data) {}
