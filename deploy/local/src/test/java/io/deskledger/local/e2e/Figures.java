package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Figures as the reports round them. */
final class Figures {

    private Figures() {}

    static @Nullable BigDecimal mean(List<Duration> durations) {
        return durations.isEmpty()
                ? null
                : durations.stream()
                        .map(duration -> BigDecimal.valueOf(duration.toMillis()))
                        .reduce(BigDecimal.ZERO, BigDecimal::add)
                        .divide(BigDecimal.valueOf(3_600_000L * durations.size()), 2, RoundingMode.HALF_UP);
    }

    static void assertHours(JsonNode answered, @Nullable BigDecimal expected) {
        if (expected == null) {
            assertThat(answered.isNull()).isTrue();
        } else {
            assertThat(answered.decimalValue()).isEqualByComparingTo(expected);
        }
    }

    static void assertRate(JsonNode answered, long part, long all) {
        if (all == 0) {
            assertThat(answered.isNull()).isTrue();
        } else {
            assertThat(answered.decimalValue())
                    .isEqualByComparingTo(
                            BigDecimal.valueOf(100 * part).divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP));
        }
    }

    /** The mean exactly, and percentiles within 1 %. */
    static void assertDurations(JsonNode board, String metric, List<Duration> durations) {
        assertHours(board.path("avg_" + metric + "_hours"), mean(durations));
        List<Duration> sorted = durations.stream().sorted().toList();
        for (int percent : new int[] {50, 90, 95, 99}) {
            JsonNode answered = board.path("p" + percent + "_" + metric + "_hours");
            if (sorted.isEmpty()) {
                assertThat(answered.isNull()).isTrue();
            } else {
                int rank = (int) Math.ceil(percent / 100.0 * sorted.size());
                double exact = sorted.get(rank - 1).toMillis() / 3_600_000.0;
                // 1 %, and what rounding to two decimals adds.
                assertThat(Math.abs(answered.asDouble() - exact))
                        .as(metric + " p" + percent + ": " + answered + ", " + exact)
                        .isLessThanOrEqualTo(0.010001 * exact + 0.005);
            }
        }
    }
}
