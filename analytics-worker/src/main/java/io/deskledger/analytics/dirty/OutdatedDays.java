package io.deskledger.analytics.dirty;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has days computed again that a worker of an older version has computed last, which left out the tables that it does
 * not know: all of them after an upgrade, and while old and new ones run side by side whichever an old one took. Until
 * then {@code analytics.status} does not say that they are complete.
 */
@Singleton
class OutdatedDays {

    private static final Logger LOG = LoggerFactory.getLogger(OutdatedDays.class);

    private final DirtyDays days;
    private final SummaryZone summaryZone;
    private final Clock clock;

    OutdatedDays(DirtyDays days, SummaryZone summaryZone, Clock clock) {
        this.days = days;
        this.summaryZone = summaryZone;
        this.clock = clock;
    }

    @Transactional
    void mark() {
        summaryZone.require();
        int marked = days.markOutdated(clock.instant(), "tables of a newer version");
        if (marked > 0) {
            LOG.info("An older version has computed {} days: they are computed again", marked);
        }
    }
}
