package io.deskledger.api.console.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");

    @ParameterizedTest
    @CsvSource({"1, day", "60, day", "61, week", "180, week", "181, month", "1461, month"})
    void longPeriodsAreToldByWeeksAndMonthsUnlessAskedOtherwise(long days, String interval) {
        LocalDate last = FIRST.plusDays(days - 1);

        assertThat(Period.of(Map.of()).intervalOf(FIRST, last)).isEqualTo(interval);
        assertThat(Period.of(Map.of("interval", List.of(" "))).intervalOf(FIRST, last))
                .isEqualTo(interval);
        assertThat(Period.of(Map.of("interval", List.of("week"))).intervalOf(FIRST, last))
                .isEqualTo("week");
    }
}
