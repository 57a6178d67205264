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

    @Test
    void refusesAZoneThatIsNone() {
        assertThatThrownBy(() -> new ReportingZone("Mars/Olympus"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("DESKLEDGER_REPORTING_ZONE")
                .hasMessageContaining("Mars/Olympus");
    }
}
