package io.deskledger.bench.load;

import java.time.LocalDate;
import java.util.concurrent.ThreadLocalRandom;

/** The days from the first to the last ticket, both included. */
record Days(LocalDate first, LocalDate last) {

    Days {
        if (last.isBefore(first)) {
            throw new IllegalArgumentException("The last day " + last + " lies before the first, " + first);
        }
    }

    static Days between(String first, String last) {
        return new Days(LocalDate.parse(first), LocalDate.parse(last));
    }

    /** Some of them in a row, as the query of a report; every fourth time all of them. */
    String anyRange() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        if (random.nextInt(4) == 0) {
            return query(first, last);
        }
        LocalDate from = LocalDate.ofEpochDay(random.nextLong(first.toEpochDay(), last.toEpochDay() + 1));
        return query(from, LocalDate.ofEpochDay(random.nextLong(from.toEpochDay(), last.toEpochDay() + 1)));
    }

    private static String query(LocalDate from, LocalDate to) {
        return "from=" + from + "&to=" + to;
    }
}
