package io.deskledger.analytics.period;

import io.deskledger.model.WireName;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The periods that tables are made for when their last day is over. */
enum Period implements WireName {
    DAY("day") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return Optional.of(last);
        }
    },
    /** ISO weeks, which end on Sunday. */
    WEEK("week") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return last.getDayOfWeek() == DayOfWeek.SUNDAY
                    ? Optional.of(last.minusDays(DayOfWeek.values().length - 1L))
                    : Optional.empty();
        }
    },
    MONTH("month") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return last.getDayOfMonth() == last.lengthOfMonth()
                    ? Optional.of(last.withDayOfMonth(1))
                    : Optional.empty();
        }
    },
    DAYS_7("7d") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return Optional.of(last.minusDays(6));
        }
    },
    DAYS_30("30d") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return Optional.of(last.minusDays(29));
        }
    },
    DAYS_90("90d") {
        @Override
        Optional<LocalDate> first(LocalDate last) {
            return Optional.of(last.minusDays(89));
        }
    };

    /**
     * A period of these very days.
     *
     * @param first its first day
     * @param last its last day
     */
    record Span(Period period, LocalDate first, LocalDate last) {

        /** The first of as many days right before. */
        LocalDate previous() {
            return first.minusDays(last.toEpochDay() - first.toEpochDay() + 1);
        }
    }

    private final String wire;

    Period(String wire) {
        this.wire = wire;
    }

    @Override
    public String wire() {
        return wire;
    }

    /** The first day of the period that ends with this one; empty where none does. */
    abstract Optional<LocalDate> first(LocalDate last);

    /** Every period that ends with this day. */
    static List<Span> ending(LocalDate last) {
        return Arrays.stream(values())
                .flatMap(period -> period.first(last).map(first -> new Span(period, first, last)).stream())
                .toList();
    }
}
