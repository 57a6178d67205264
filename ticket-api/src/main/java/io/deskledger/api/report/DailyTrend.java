package io.deskledger.api.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/** A row of {@code analytics.daily_trends}; days on which nothing happened have none. */
@MappedEntity(value = "daily_trends", schema = "analytics")
record DailyTrend(
        @Id LocalDate day, long created, long urgentCreated, long resolved, long closed, long reopened, long backlog) {}
