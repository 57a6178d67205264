package io.deskledger.api.sla.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.sla.Holiday;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HolidayFileTest {

    private static final LocalDate DAY = LocalDate.parse("2026-12-25");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RRULE:FREQ=YEARLY;BYDAY=FR | RRULE",
                "RRULE:FREQ=YEARLY;BYMONTH=11 | RRULE",
                "RRULE:FREQ=YEARLY;BYMONTH=11,12 | RRULE",
                "RRULE:FREQ=YEARLY;BYMONTHDAY=25 | RRULE",
                "RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=26 | RRULE",
                "RRULE:FREQ=YEARLY;BYSETPOS=1 | RRULE",
                "RRULE:FREQ=YEARLY;BYWEEKNO=52 | RRULE",
                "RRULE:FREQ=YEARLY;BYYEARDAY=359 | RRULE",
                "RRULE:FREQ=YEARLY;COUNT=3 | RRULE",
                "RRULE:FREQ=MONTHLY | RRULE",
                "RDATE;VALUE=DATE:20271224 | RDATE",
                "EXDATE;VALUE=DATE:20271225 | EXDATE",
                "RECURRENCE-ID;VALUE=DATE:20261225 | RECURRENCE-ID",
                "DURATION:PT8H | DURATION",
                "DURATION:-P1D | DURATION"
            })
    void whatNoHolidayCanSayIsRefusedByName(String line, String field) {
        assertThatThrownBy(() -> read(line))
                .isInstanceOfSatisfying(
                        ProblemException.Invalid.class,
                        problem -> assertThat(problem.errors())
                                .extracting(FieldError::field)
                                .containsExactly("events[0]." + field));
    }

    @Test
    void monthAndDayMayRepeatTheDate() {
        assertThat(read("RRULE:FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=25")).containsExactly(Holiday.on("Day", DAY, true));
        assertThat(read("RRULE:FREQ=YEARLY;BYMONTH=12")).containsExactly(Holiday.on("Day", DAY, true));
    }

    @Test
    void aDurationIsItsDays() {
        assertThat(read("DURATION:P2D")).containsExactly(new Holiday("Day", DAY, DAY.plusDays(1), false));
        assertThat(read("DURATION:P1W")).containsExactly(new Holiday("Day", DAY, DAY.plusDays(6), false));
    }

    @Test
    void whatWasCalledOffIsNoHoliday() {
        assertThat(read("STATUS:CANCELLED")).isEmpty();
        assertThat(read("STATUS:CONFIRMED")).hasSize(1);
    }

    private static List<Holiday> read(String line) {
        String file = String.join(
                "\r\n",
                "BEGIN:VCALENDAR",
                "VERSION:2.0",
                "PRODID:-//test",
                "BEGIN:VEVENT",
                "UID:1",
                "DTSTART;VALUE=DATE:20261225",
                line,
                "SUMMARY:Day",
                "END:VEVENT",
                "END:VCALENDAR",
                "");
        return HolidayFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
    }
}
