package io.deskledger.analytics.dirty;

import io.deskledger.analytics.time.ReportingZone;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has every day computed again when the tickets that were there before service levels have their clocks, which leaves
 * no events: once, by whichever worker sees it first.
 */
@Singleton
class SlaFill {

    private static final Logger LOG = LoggerFactory.getLogger(SlaFill.class);

    private final ProgressRepository progress;
    private final DirtyDays days;
    private final TicketSpanQuery tickets;
    private final ReportingZone zone;
    private final Clock clock;

    SlaFill(ProgressRepository progress, DirtyDays days, TicketSpanQuery tickets, ReportingZone zone, Clock clock) {
        this.progress = progress;
        this.days = days;
        this.tickets = tickets;
        this.zone = zone;
        this.clock = clock;
    }

    @Transactional
    void markWhenDone() {
        if (progress.fillSeen() == 1) {
            markAll();
        }
    }

    private void markAll() {
        TicketSpan span = tickets.span();
        Instant now = clock.instant();
        if (span.first() != null) {
            days.markRange(zone.dayOf(span.first()), zone.dayOf(now), now, "clocks of service levels");
        }
        LOG.info("All tickets have their clocks: the days from {} on are computed again", span.first());
    }
}
