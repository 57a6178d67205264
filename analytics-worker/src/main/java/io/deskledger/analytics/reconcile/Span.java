package io.deskledger.analytics.reconcile;

import java.time.LocalDate;

/**
 * What is held against what it was made of.
 *
 * @param day the day, the first one of the month, or the last one of the periods
 */
record Span(LocalDate day, Kind kind) {

    enum Kind {
        DAY,
        MONTH,
        PERIODS
    }
}
