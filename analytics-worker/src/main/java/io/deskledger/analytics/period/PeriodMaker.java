package io.deskledger.analytics.period;

import io.deskledger.analytics.dirty.SummaryZone;
import io.micronaut.transaction.TransactionDefinition.Isolation;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.LocalDate;

/**
 * Makes the tables of periods, each from one snapshot of the facts: the digest that is kept is that of the very rows
 * that were summed.
 */
@Singleton
class PeriodMaker {

    /** How many tickets an agent has to have resolved to get a rank; see docs/metrics.md. */
    static final int MIN_SAMPLE = 5;

    private final PeriodRepository periods;
    private final PeriodTables tables;
    private final SummaryZone zone;
    private final Clock clock;

    PeriodMaker(PeriodRepository periods, PeriodTables tables, SummaryZone zone, Clock clock) {
        this.periods = periods;
        this.tables = tables;
        this.zone = zone;
        this.clock = clock;
    }

    /** Makes every period that ends with the day, and says that it is closed. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    void close(LocalDate day) {
        zone.require();
        Period.ending(day).forEach(this::make);
        periods.close(day, clock.instant());
    }

    /** Makes one again. */
    @Transactional(isolation = Isolation.REPEATABLE_READ)
    void again(Period.Span span) {
        zone.require();
        make(span);
    }

    private void make(Period.Span span) {
        String period = span.period().wire();
        periods.remove(period, span.last());
        periods.add(period, span.first(), span.last(), span.previous(), MIN_SAMPLE, clock.instant());
        tables.rank(period, span.first(), span.last(), span.previous(), MIN_SAMPLE);
        tables.gather(period, span.first(), span.last());
    }
}
