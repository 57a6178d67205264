package io.deskledger.api.console.sla;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    @ParameterizedTest
    @CsvSource({"4h, 14400", "1d 12h, 129600", "30m, 1800", "90 min, 5400", "1h30m, 5400", "45s, 45", "0s, 0"})
    void lengthsAreReadAsPeopleWriteThem(String text, long seconds) {
        assertThat(Times.seconds(text)).isEqualTo(seconds);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "4", "4x", "-1h", "1h 1d", "99999999999s"})
    void whatIsNoLengthIsLeftForTheRulesToRefuse(String text) {
        assertThat(Times.seconds(text)).isNull();
    }

    @Test
    void whatIsShownIsReadAsTheSame() {
        for (long seconds : new long[] {1, 59, 60, 3_661, 86_400, 129_600, 604_800, 31_536_001}) {
            assertThat(Times.seconds(Times.text(seconds))).isEqualTo(seconds);
        }
    }
}
