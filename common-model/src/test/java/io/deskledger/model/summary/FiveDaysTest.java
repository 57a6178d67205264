package io.deskledger.model.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiveDaysTest {

    /** Over four years with a leap day. */
    @Test
    void everyDayIsOfOneAndAMonthIsSixOfThem() {
        for (YearMonth month = YearMonth.of(2027, 1); month.getYear() < 2031; month = month.plusMonths(1)) {
            List<FiveDays> fives = FiveDays.of(month);
            assertThat(fives).hasSize(6);
            LocalDate day = month.atDay(1);
            for (FiveDays five : fives) {
                assertThat(five.first()).isEqualTo(day);
                for (; day.isBefore(five.next()); day = day.plusDays(1)) {
                    assertThat(FiveDays.of(day)).isEqualTo(five);
                    assertThat(five.holds(day)).isTrue();
                    assertThat(FiveDays.beginFrom(day)).isEqualTo(day.equals(five.first()) ? day : five.next());
                }
                assertThat(five.holds(day)).isFalse();
            }
            assertThat(day).isEqualTo(month.plusMonths(1).atDay(1));
        }
    }
}
