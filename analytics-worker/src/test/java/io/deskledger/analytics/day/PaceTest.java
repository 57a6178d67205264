package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {

    private final Pace pace = new Pace();

    @Test
    void nothingIsKnownBeforeTheFirst() {
        assertThat(pace.rest()).isZero();
        assertThat(pace.rest(365)).isZero();
    }

    @Test
    void aCheapDayNeedsNoRestOfItsOwn() {
        pace.took(Duration.ofMillis(99));
        assertThat(pace.rest()).isZero();
        assertThat(pace.rest(100)).isEqualTo(Duration.ofMillis(99 * 4 * 100));
    }

    @Test
    void aDearDayRestsFourTimesAsLongAsItTakes() {
        pace.took(Duration.ofMillis(500));
        assertThat(pace.rest()).isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void noRestIsEndless() {
        pace.took(Duration.ofSeconds(30));
        assertThat(pace.rest()).isEqualTo(Pace.MOST_FOR_FEW);
        assertThat(pace.rest(365)).isEqualTo(Pace.MOST_FOR_MANY);
    }

    @Test
    void whatDaysTookOfLateCounts() {
        pace.took(Duration.ofSeconds(10));
        for (int i = 0; i < 30; i++) {
            pace.took(Duration.ofMillis(200));
        }
        assertThat(pace.rest().toMillis()).isCloseTo(800, within(100L));
    }
}
