package io.deskledger.analytics.period;

import io.deskledger.analytics.time.ReportingZone;
import io.deskledger.model.WireName;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes days that are over and complete, one after the other: whatever run was missed, no day is left out. Periods
 * whose facts changed afterwards are made again.
 */
@Singleton
public class DayClose {

    private static final Logger LOG = LoggerFactory.getLogger(DayClose.class);

    /** On a first start: so that the last whole month and week are there. */
    private static final int FIRST_DAYS = 35;

    private static final int KEPT_DAYS = 400;
    private static final int MOST_AT_ONCE = 500;

    private final PeriodRepository periods;
    private final PeriodMaker maker;
    private final ReportingZone zone;
    private final Clock clock;

    DayClose(PeriodRepository periods, PeriodMaker maker, ReportingZone zone, Clock clock) {
        this.periods = periods;
        this.maker = maker;
        this.zone = zone;
        this.clock = clock;
    }

    /** Closes every day that was not closed yet; answers how many those were. */
    public int closeDays() {
        LocalDate today = zone.dayOf(clock.instant());
        LocalDate incomplete = periods.completeUpTo().map(zone::dayOf).orElse(LocalDate.MIN);
        LocalDate end = incomplete.isBefore(today) ? incomplete : today;
        LocalDate day = periods.lastClosed().map(last -> last.plusDays(1)).orElse(today.minusDays(FIRST_DAYS));
        int closed = 0;
        for (; day.isBefore(end); day = day.plusDays(1)) {
            maker.close(day);
            closed++;
        }
        periods.removeBefore(today.minusDays(KEPT_DAYS));
        if (closed > 0) {
            LOG.info("Closed {} days; the last of them is {}", closed, day.minusDays(1));
        }
        return closed;
    }

    /** Makes the periods again whose facts changed, after closing what was missed; answers how many those were. */
    public int refresh() {
        closeDays();
        int made = 0;
        for (PeriodRow row : periods.outdated(MOST_AT_ONCE)) {
            Period period = WireName.find(Period.class, row.period()).orElseThrow();
            LocalDate last = row.lastDay();
            maker.again(new Period.Span(period, period.first(last).orElseThrow(), last));
            made++;
        }
        return made;
    }
}
