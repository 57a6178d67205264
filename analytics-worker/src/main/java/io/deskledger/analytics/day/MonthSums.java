package io.deskledger.analytics.day;

import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoField;

/** Keeps the sums of a month what its days say. */
@Singleton
public class MonthSums {

    private final Months months;

    MonthSums(Months months) {
        this.months = months;
    }

    /** Within the caller's transaction, or in one of its own. */
    @Transactional
    public void sumUp(YearMonth month) {
        months.lock(Math.toIntExact(month.getLong(ChronoField.PROLEPTIC_MONTH)));
        LocalDate first = month.atDay(1);
        months.sumUp(first, first.plusMonths(1));
    }
}
