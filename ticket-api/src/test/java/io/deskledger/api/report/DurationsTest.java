package io.deskledger.api.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurationsTest {

    private static final double LOG_GAMMA = Math.log(1.01 / 0.99);
    private static final double HOUR = 3_600_000_000.0;

    /**
     * From minutes to a year, over and over: no percentile is off by more than 1 %, but for the rounding at the edge.
     */
    @Test
    void percentilesAreWithinOnePercentOfTheNearestRank() {
        Random random = new Random(7);
        for (int round = 0; round < 50; round++) {
            long[] micros = random.longs(1 + random.nextInt(2_000), 600_000_000L, 31_536_000_000_000L)
                    .map(value -> random.nextBoolean() ? value : value / 1_000 + 600_000_000L)
                    .sorted()
                    .toArray();
            Durations durations = new Durations();
            Arrays.stream(micros).forEach(value -> {
                durations.add((int) Math.ceil(Math.log((double) value) / LOG_GAMMA), 1);
                durations.addSum(1, BigDecimal.valueOf(value));
            });
            for (int percent : new int[] {1, 50, 90, 95, 99, 100}) {
                double exact = micros[(int) Math.ceil(percent / 100.0 * micros.length) - 1] / HOUR;
                double answered = Objects.requireNonNull(durations.percentileHours(percent))
                        .doubleValue();
                assertThat(Math.abs(answered - exact)).isLessThanOrEqualTo(0.010001 * exact + 0.005);
            }
        }
    }

    @Test
    void whatTookNoTimeIsZeroAndNothingIsNull() {
        Durations none = new Durations();
        none.add(-1, 3);
        none.addSum(3, BigDecimal.ZERO);

        assertThat(none.percentileHours(99)).isEqualTo("0.00");
        assertThat(none.meanHours()).isEqualTo("0.00");
        assertThat(Durations.NONE.percentileHours(50)).isNull();
        assertThat(Durations.NONE.meanHours()).isNull();
    }

    @Test
    void roundingIsHalfUpAtTheEdge() {
        assertThat(Rounding.meanHours(BigDecimal.valueOf(36_000_000L), 2)).isEqualTo("0.01");
        assertThat(Rounding.rate(1, 8)).isEqualTo("12.5");
        assertThat(Rounding.rate(1, 16)).isEqualTo("6.3");
        assertThat(Rounding.rate(0, 0)).isNull();
    }
}
