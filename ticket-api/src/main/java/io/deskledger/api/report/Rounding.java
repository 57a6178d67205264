package io.deskledger.api.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** Rounds at the edge, and nowhere before: hours to two decimals, rates to one, half up. No data is null, not 0. */
final class Rounding {

    private static final BigDecimal MICROS_AN_HOUR = BigDecimal.valueOf(3_600_000_000L);
    private static final int PERCENT = 100;

    private Rounding() {}

    /** The mean of so many durations, in hours. */
    static @Nullable BigDecimal meanHours(BigDecimal micros, long count) {
        return count == 0
                ? null
                : micros.divide(MICROS_AN_HOUR.multiply(BigDecimal.valueOf(count)), 2, RoundingMode.HALF_UP);
    }

    static BigDecimal hours(double micros) {
        return BigDecimal.valueOf(micros).divide(MICROS_AN_HOUR, 2, RoundingMode.HALF_UP);
    }

    /** So many of all, in percent. */
    static @Nullable BigDecimal rate(long part, long all) {
        return all == 0
                ? null
                : BigDecimal.valueOf(part)
                        .multiply(BigDecimal.valueOf(PERCENT))
                        .divide(BigDecimal.valueOf(all), 1, RoundingMode.HALF_UP);
    }
}
