package io.deskledger.analytics.period;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/** A row of {@code analytics.periods}. */
@MappedEntity(value = "periods", schema = "analytics")
record PeriodRow(@Id String period, LocalDate lastDay) {}
