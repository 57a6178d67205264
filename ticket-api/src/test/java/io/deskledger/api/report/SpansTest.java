package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.model.summary.FiveDays;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {

    private static final LocalDate FIRST = LocalDate.of(2027, 12, 1);

    /** Whatever the range: each of its days is in one span, no other day is, and it is made of few. */
    @Test
    void aRangeIsItsSpansAndNothingElse() {
        Random random = new Random(2);
        for (int round = 0; round < 20_000; round++) {
            LocalDate from = FIRST.plusDays(random.nextInt(500));
            LocalDate to = from.plusDays(random.nextInt(round % 2 == 0 ? 40 : 800));
            Spans spans = Spans.of(new DayRange(from, to));

            List<LocalDate> days = new ArrayList<>();
            int months = 0;
            for (LocalDate month = spans.months(); month.isBefore(spans.afterMonths()); month = month.plusMonths(1)) {
                assertThat(month.getDayOfMonth()).isEqualTo(1);
                month.datesUntil(month.plusMonths(1)).forEach(days::add);
                months++;
            }
            int fives =
                    fives(spans.fives(), spans.months(), days) + fives(spans.afterMonths(), spans.afterFives(), days);
            int before = days.size();
            spans.from().datesUntil(spans.fives()).forEach(days::add);
            spans.afterFives().datesUntil(spans.end()).forEach(days::add);

            // In their order they are compared in one go, and not each with each.
            days.sort(Comparator.naturalOrder());
            assertThat(days).isEqualTo(from.datesUntil(to.plusDays(1)).toList());
            assertThat(fives).isLessThanOrEqualTo(10);
            assertThat(days.size() - before).isLessThanOrEqualTo(10);
            assertThat(months).isLessThanOrEqualTo((int) (to.toEpochDay() - from.toEpochDay()) / 28 + 1);
        }
    }

    private static int fives(LocalDate first, LocalDate next, List<LocalDate> days) {
        int count = 0;
        for (LocalDate day = first; day.isBefore(next); count++) {
            FiveDays five = FiveDays.of(day);
            assertThat(five.first()).isEqualTo(day);
            five.first().datesUntil(five.next()).forEach(days::add);
            day = five.next();
        }
        return count;
    }
}
