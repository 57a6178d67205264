package io.deskledger.analytics.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.context.exceptions.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReportingZoneTest {

    @ParameterizedTest
    @CsvSource({
        "UTC, 2027-03-28, PT24H",
        "Europe/Rome, 2027-03-28, PT23H",
        "Europe/Rome, 2027-10-31, PT25H",
        "Australia/Lord_Howe, 2027-04-04, PT24H30M",
        "Australia/Lord_Howe, 2027-10-03, PT23H30M",
        // Midnight itself is skipped: the day starts at one.
        "Africa/Cairo, 2027-04-30, PT23H",
        // A whole day was skipped at the date line.
        "Pacific/Apia, 2011-12-30, PT0S"
    })
    void aDayIsAsLongAsTheZoneSays(String name, LocalDate day, Duration length) {
        ReportingZone zone = new ReportingZone(name);

        assertThat(Duration.between(zone.start(day), zone.end(day))).isEqualTo(length);
    }

    @Test
    void aDayHasItsStartAndNotItsEnd() {
        ReportingZone zone = new ReportingZone("Africa/Cairo");
        LocalDate day = LocalDate.parse("2027-04-30");
        Instant start = zone.start(day);

        assertThat(zone.dayOf(start)).isEqualTo(day);
        assertThat(zone.dayOf(start.minusNanos(1))).isEqualTo(day.minusDays(1));
        assertThat(zone.dayOf(zone.end(day))).isEqualTo(day.plusDays(1));
    }

    /** Clocks went back from 00:01 to 23:01, and in Casey from 02:00 to 23:00; what is shown twice is of one day. */
    @ParameterizedTest
    @CsvSource({
        "America/St_Johns, 2009-11-01T02:00:00Z, 2009-10-31, 2009-11-01",
        "America/Goose_Bay, 2009-11-01T02:30:00Z, 2009-10-31, 2009-11-01",
        "Antarctica/Casey, 2010-03-04T12:00:00Z, 2010-03-04, 2010-03-05",
        "Pacific/Apia, 2011-12-30T09:00:00Z, 2011-12-29, 2011-12-31"
    })
    void everyTimeIsBetweenStartAndEndOfItsDay(String name, Instant from, LocalDate first, LocalDate last) {
        ReportingZone zone = new ReportingZone(name);
        LocalDate before = zone.dayOf(from);
        assertThat(before).isEqualTo(first);
        for (Instant time = from; time.isBefore(from.plus(Duration.ofHours(6))); time = time.plusSeconds(30)) {
            LocalDate day = zone.dayOf(time);
            assertThat(time).isAfterOrEqualTo(zone.start(day)).isBefore(zone.end(day));
            assertThat(day).isAfterOrEqualTo(before);
            before = day;
        }
        assertThat(before).isEqualTo(last);
    }

    @Test
    void refusesAZoneThatIsNone() {
        assertThatThrownBy(() -> new ReportingZone("Mars/Olympus"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DESKLEDGER_REPORTING_ZONE")
                .hasMessageContaining("Mars/Olympus");
    }
}
