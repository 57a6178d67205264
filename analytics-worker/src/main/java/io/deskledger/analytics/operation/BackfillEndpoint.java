package io.deskledger.analytics.operation;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.dirty.SummaryZone;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.micronaut.management.endpoint.annotation.Write;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.transaction.annotation.Transactional;
import java.time.Clock;

/**
 * Has days computed again, by all workers together. The marks are in the database: whoever asked may go away, and what
 * a dead worker had begun is taken over.
 */
@Endpoint(id = "backfill", defaultSensitive = false)
@ExecuteOn(TaskExecutors.BLOCKING)
class BackfillEndpoint {

    private final DirtyDays days;
    private final SummaryZone zone;
    private final Clock clock;

    BackfillEndpoint(DirtyDays days, SummaryZone zone, Clock clock) {
        this.days = days;
        this.zone = zone;
        this.clock = clock;
    }

    /** How many days wait to be computed. */
    @Serdeable
    record Progress(long waiting) {}

    @Read
    Progress progress() {
        return new Progress(days.count());
    }

    /** Marks the days from first to last, both included. */
    @Write
    @Transactional
    Progress begin(String from, String to) {
        Days range = Days.of(from, to);
        zone.require();
        days.markRange(range.first(), range.last(), clock.instant(), "backfill");
        return progress();
    }
}
