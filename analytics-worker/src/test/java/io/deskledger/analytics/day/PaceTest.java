package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void aCheapDayNeedsNoRest() {
        assertThat(Pace.rest(Duration.ZERO)).isZero();
        assertThat(Pace.rest(Duration.ofMillis(99))).isZero();
    }

    @Test
    void aDearDayRestsFourTimesAsLongAsItTook() {
        assertThat(Pace.rest(Duration.ofMillis(100))).isEqualTo(Duration.ofMillis(400));
        assertThat(Pace.rest(Duration.ofSeconds(5))).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void noRestIsEndless() {
        assertThat(Pace.rest(Duration.ofMinutes(3))).isEqualTo(Pace.MOST_FOR_ONE);
    }
}
