package io.deskledger.api.bulk;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;

/** The end of what can be undone. */
@Singleton
class BulkForgetting {

    private final BulkRecords records;
    private final BulkSettings settings;
    private final Clock clock;

    BulkForgetting(BulkRecords records, BulkSettings settings, Clock clock) {
        this.records = records;
        this.settings = settings;
        this.clock = clock;
    }

    /** Answers whether there was one that is too old. */
    @Transactional
    boolean forgetOne() {
        return records.forgetOne(clock.instant().minus(settings.undoFor()));
    }
}
