package io.deskledger.analytics.day;

import java.time.Duration;

/**
 * How long a day that changes all the time is left alone between two computations. While thousands work on tickets each
 * computation is out of date before it ends, and one after the other would take as much of the database as they get: so
 * days together rest for {@value #RESTS} times as long as computing all of them takes.
 */
final class Pace {

    /** So that computing takes a fifth of one processor, where no bound below cuts the rest short. */
    static final int RESTS = 4;

    /** Whatever it costs, what happens today is seen this soon behind its computation. */
    static final Duration MOST_FOR_FEW = Duration.ofSeconds(5);

    /** However many days there are and whatever they cost, none waits longer. */
    static final Duration MOST_FOR_MANY = Duration.ofMinutes(2);

    /** Less is not worth a rest. */
    private static final Duration CHEAP = Duration.ofMillis(100);

    private static final double NEWEST = 0.2;

    private double seconds;

    /** A day took so long, waiting for processors included. */
    synchronized void took(Duration time) {
        double newest = time.toNanos() / 1e9;
        seconds = seconds == 0 ? newest : seconds + NEWEST * (newest - seconds);
    }

    /** The rest of one day that changes while few others do; nothing where days are cheap. */
    Duration rest() {
        Duration cost = cost();
        return cost.compareTo(CHEAP) < 0 ? Duration.ZERO : least(cost.multipliedBy(RESTS), MOST_FOR_FEW);
    }

    /** The rest of each of so many days. */
    Duration rest(long days) {
        return least(cost().multipliedBy(RESTS).multipliedBy(days), MOST_FOR_MANY);
    }

    private synchronized Duration cost() {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    private static Duration least(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}
