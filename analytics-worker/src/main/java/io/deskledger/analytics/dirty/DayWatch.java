package io.deskledger.analytics.dirty;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then for days that have to be computed again though no event names them. */
@Singleton
class DayWatch {

    private static final Logger LOG = LoggerFactory.getLogger(DayWatch.class);

    private final SlaFill fill;
    private final OutdatedDays outdated;

    DayWatch(SlaFill fill, OutdatedDays outdated) {
        this.fill = fill;
        this.outdated = outdated;
    }

    @Scheduled(fixedDelay = "${deskledger.analytics.sweep}", initialDelay = "${deskledger.analytics.sweep}")
    void look() {
        try {
            outdated.mark();
            fill.markWhenDone();
        } catch (ForeignZoneException | DataAccessException e) {
            // The API has not made its tables yet, the database is away, or the summaries are those of another zone;
            // the
            // readiness tells of that.
            LOG.debug("Whether days are out of date can't be read", e);
        }
    }
}
