package io.deskledger.analytics.day;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.dirty.SummaryZone;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Brings a day's rows to what the tickets say, in one transaction.
 *
 * <p>A mark is made after its change was committed, and the generation is read before the tickets are: so the rows hold
 * every change whose mark that generation counts. A later mark has raised it, and then the day stays dirty; so it does
 * where a promise went of which no mark can tell yet.
 */
@Singleton
class DayComputation {

    /** What became of the day. */
    enum Outcome {
        /** Its rows are right, as far as anyone knows. */
        CLEAN,
        /** It was marked again meanwhile, or counts a promise that is gone. */
        DIRTY_AGAIN
    }

    private final DayRows rows;
    private final DirtyDays days;
    private final SummaryZone summaryZone;
    private final Clock clock;

    DayComputation(DayRows rows, DirtyDays days, SummaryZone summaryZone, Clock clock) {
        this.rows = rows;
        this.days = days;
        this.summaryZone = summaryZone;
        this.clock = clock;
    }

    @Transactional
    Outcome compute(LocalDate day) {
        summaryZone.require();
        rows.lock(day);
        long generation = days.generation(day);
        if (generation == 0) {
            return Outcome.CLEAN;
        }
        Instant before = clock.instant();
        rows.bringUp(day);
        if (!rows.hasLostPromise(day) && days.clean(day, generation) == 1) {
            return Outcome.CLEAN;
        }
        days.advance(day, before);
        return Outcome.DIRTY_AGAIN;
    }
}
