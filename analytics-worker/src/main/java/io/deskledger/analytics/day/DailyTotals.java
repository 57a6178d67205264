package io.deskledger.analytics.day;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/** The figures of a day, over all tickets; defined in docs/metrics.md. */
@MappedEntity(value = "daily_totals", schema = "analytics")
record DailyTotals(@Id LocalDate day, long created, long urgentCreated, long resolved, long closed, long reopened) {}
