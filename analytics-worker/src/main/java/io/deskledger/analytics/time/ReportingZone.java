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

    /** The only day between whose start and end the time is. */
    public LocalDate dayOf(Instant time) {
        LocalDate day = LocalDate.ofInstant(time, zone);
        // Where clocks are put back over midnight, as in St. John's until 2011, a day that has begun is not left again.
        return time.isBefore(end(day)) ? day : day.plusDays(1);
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
