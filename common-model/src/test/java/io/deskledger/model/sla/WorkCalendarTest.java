package io.deskledger.model.sla;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class WorkCalendarTest {

    private static final ZoneId ROME = ZoneId.of("Europe/Rome");
    private static final OpeningHours MORNING = OpeningHours.of("09:00", "12:30");

    @Test
    void whatCannotBeNamesTheField() {
        refused("zone", () -> WorkCalendar.zone("Mars/Olympus"));
        refused("hours", () -> WorkCalendar.of("a", ROME, Map.of(DayOfWeek.MONDAY, List.of()), List.of()));
        refused(
                "hours.monday[1]",
                () -> WorkCalendar.of(
                        "a",
                        ROME,
                        Map.of(DayOfWeek.MONDAY, List.of(MORNING, OpeningHours.of("12:29:59", "18:00"))),
                        List.of()));
        refused("name", () -> WorkCalendar.always(" ", ROME));
        refused("from", () -> OpeningHours.of("24:00", "24:00"));
        refused("from", () -> OpeningHours.of("9:00", "12:00"));
        refused("to", () -> OpeningHours.of("22:00", "06:00"));
        refused("to", () -> OpeningHours.of("22:00", "24:01"));
        refused("to", () -> OpeningHours.of("22:00", "23:60"));
        refused("until", () -> new Holiday("x", LocalDate.of(2026, 1, 2), LocalDate.of(2026, 1, 1), false));
        refused("date", () -> Holiday.on("x", LocalDate.of(1899, 12, 31), false));
    }

    @Test
    void hoursThatTouchAreOneStretch() {
        WorkCalendar calendar = WorkCalendar.of(
                "a",
                ZoneOffset.UTC,
                Map.of(
                        DayOfWeek.MONDAY,
                        List.of(OpeningHours.of("12:00", "24:00"), OpeningHours.of("09:00", "12:00")),
                        DayOfWeek.TUESDAY,
                        List.of(OpeningHours.of("00:00", "00:00:01"))),
                List.of());
        Instant nine = Instant.parse("2026-03-02T09:00:00Z");

        assertThat(calendar.add(nine, Duration.ofHours(15))).isEqualTo(Instant.parse("2026-03-03T00:00:00Z"));
        assertThat(calendar.between(nine, nine.plus(Duration.ofDays(1))))
                .isEqualTo(Duration.ofHours(15).plusSeconds(1));
        assertThat(calendar.isOpen(nine)).isTrue();
        assertThat(calendar.isOpen(nine.minusNanos(1000))).isFalse();
        assertThat(calendar.isOpen(Instant.parse("2026-03-03T00:00:01Z"))).isFalse();
        assertThat(calendar.between(nine, nine.minusSeconds(1))).isZero();
    }

    @Test
    void aTwentyNinthOfFebruaryComesBackInLeapYears() {
        WorkCalendar calendar = WorkCalendar.of(
                "a",
                ZoneOffset.UTC,
                WorkCalendar.always("b", ZoneOffset.UTC).hours(),
                List.of(
                        Holiday.on("leap", LocalDate.of(2024, 2, 29), true),
                        new Holiday("turn", LocalDate.of(2025, 12, 31), LocalDate.of(2026, 1, 1), true)));

        assertThat(closed(calendar, "2024-02-29")).isTrue();
        assertThat(closed(calendar, "2028-02-29")).isTrue();
        assertThat(closed(calendar, "2025-02-28")).isFalse();
        assertThat(closed(calendar, "2025-03-01")).isFalse();
        assertThat(closed(calendar, "2020-02-29")).isFalse();
        assertThat(closed(calendar, "2031-01-01")).isTrue();
        assertThat(closed(calendar, "2025-01-01")).isFalse();
    }

    /** Microseconds count, and centuries are found at once. */
    @Test
    void addsUpOverManyYears() {
        WorkCalendar calendar = WorkCalendar.of(
                "a", ROME, Map.of(DayOfWeek.WEDNESDAY, List.of(OpeningHours.of("09:00", "10:00"))), List.of());
        Instant start = Instant.parse("2000-01-01T00:00:00.000001Z");

        Instant end = Objects.requireNonNull(
                calendar.add(start, Duration.ofHours(2_000).plusNanos(1_000)));

        assertThat(end).isEqualTo(Instant.parse("2038-05-05T07:00:00.000001Z"));
        assertThat(calendar.between(start, end))
                .isEqualTo(Duration.ofHours(2_000).plusNanos(1_000));
        assertThat(calendar.add(start, Duration.ofDays(250))).isNull();
    }

    private static boolean closed(WorkCalendar calendar, String day) {
        return !calendar.isOpen(LocalDate.parse(day).atTime(12, 0).toInstant(ZoneOffset.UTC));
    }

    private static void refused(String field, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOfSatisfying(
                        InvalidSlaException.class, e -> assertThat(e.field()).isEqualTo(field));
    }
}
