package io.deskledger.analytics.dirty;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks now and then whether the clocks of old tickets are there. */
@Singleton
class SlaFillWatch {

    private static final Logger LOG = LoggerFactory.getLogger(SlaFillWatch.class);

    private final SlaFill fill;

    SlaFillWatch(SlaFill fill) {
        this.fill = fill;
    }

    @Scheduled(fixedDelay = "${deskledger.analytics.sweep}", initialDelay = "${deskledger.analytics.sweep}")
    void look() {
        try {
            fill.markWhenDone();
        } catch (DataAccessException e) {
            // The API has not made its tables yet, or the database is away; the readiness tells of that.
            LOG.debug("Whether all tickets have their clocks can't be read", e);
        }
    }
}
