package io.deskledger.analytics.time;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * The zone whose calendar days the summaries count. Days are half open, and as long as the zone says: 23, 24, 25 hours
 * and what else daylight saving makes of them.
 */
@Context
public final class ReportingZone {

    private final ZoneId zone;

    /** @throws ConfigurationException where there is no such zone */
    public ReportingZone(@Value("${deskledger.reporting.zone}") String name) {
        try {
            this.zone = ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new ConfigurationException(
                    "DESKLEDGER_REPORTING_ZONE is not a time zone such as Europe/Rome: " + name, e);
        }
    }

    public String name() {
        return zone.getId();
    }

    public LocalDate dayOf(Instant time) {
        return LocalDate.ofInstant(time, zone);
    }

    /** The first instant of the day; midnight, or the first time after it where the zone skips midnight. */
    public Instant start(LocalDate day) {
        return day.atStartOfDay(zone).toInstant();
    }

    /** The first instant that is not of the day any more. */
    public Instant end(LocalDate day) {
        return start(day.plusDays(1));
    }
}
