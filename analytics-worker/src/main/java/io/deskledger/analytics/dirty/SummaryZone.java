package io.deskledger.analytics.dirty;

import io.deskledger.analytics.time.ReportingZone;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the summaries in one zone. The worker that starts last decides: it takes over the summaries for its zone, and
 * workers of another zone stop writing ({@link ForeignZoneException}) until they are restarted with the new one.
 */
@Singleton
public class SummaryZone {

    private static final Logger LOG = LoggerFactory.getLogger(SummaryZone.class);

    private final ReportingZone zone;
    private final ProgressRepository progress;
    private final DirtyDays days;
    private final TicketSpanQuery tickets;
    private final Clock clock;

    SummaryZone(ReportingZone zone, ProgressRepository progress, DirtyDays days, TicketSpanQuery tickets, Clock clock) {
        this.zone = zone;
        this.progress = progress;
        this.days = days;
        this.tickets = tickets;
        this.clock = clock;
    }

    /** On the first start, and where the zone is a new one, marks every day from the first ticket to today. */
    @Transactional
    public void adopt() {
        TicketSpan span = tickets.span();
        Optional<String> before = progress.zoneLocked();
        if (before.filter(zone.name()::equals).isPresent()) {
            return;
        }
        Instant now = clock.instant();
        Instant first = span.first() == null ? now : span.first();
        Instant last = span.last() == null || span.last().isBefore(now) ? now : span.last();
        LocalDate firstDay = zone.dayOf(first);
        LocalDate lastDay = zone.dayOf(last);
        days.markAll(firstDay, lastDay, now, first, "all days in " + zone.name());
        // No change was recorded before the first ticket was created, so up to there nothing is missing.
        progress.adopt(zone.name(), first);
        LOG.info(
                "The summaries are now in {} (before: {}); days {} to {} are computed",
                zone.name(),
                before.orElse("none"),
                firstDay,
                lastDay);
    }

    /**
     * Keeps the zone as it is until the transaction ends.
     *
     * @throws ForeignZoneException where it is not ours
     */
    public void require() {
        check(progress.zoneKept());
    }

    /**
     * Moves the watermark.
     *
     * @throws ForeignZoneException where the zone is not ours
     */
    @Transactional
    public void advanceTo(Instant candidate) {
        // Two statements: the second has to see the days that a change of the zone, which the first waited for, has
        // marked.
        if (progress.keepForWatermark(zone.name()) == 0) {
            check(progress.zoneKept());
        }
        progress.advance(candidate);
    }

    private void check(Optional<String> actual) {
        String theirs = actual.orElse("no zone yet");
        if (!theirs.equals(zone.name())) {
            throw new ForeignZoneException(zone.name(), theirs);
        }
    }
}
