package io.deskledger.api.console.dashboard;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which days the reader looks at.
 *
 * @param from the first day, or an empty text for the default
 * @param to the last day, or an empty text for today
 * @param interval {@code day}, {@code week} or {@code month}, or an empty text for what suits as many days
 */
record Period(String from, String to, String interval) {

    private static final int MOST_DAYS = 60;
    private static final int MOST_DAYS_BY_WEEK = 180;

    static Period of(Map<String, List<String>> query) {
        return new Period(first(query, "from"), first(query, "to"), first(query, "interval"));
    }

    /** The parameters as the reports take them. */
    Map<String, List<String>> query() {
        Map<String, List<String>> query = new HashMap<>();
        if (!from.isEmpty()) {
            query.put("from", List.of(from));
        }
        if (!to.isEmpty()) {
            query.put("to", List.of(to));
        }
        if (!interval.isEmpty()) {
            query.put("interval", List.of(interval));
        }
        return query;
    }

    /** What days are put together to: what was asked for, or what leaves a chart that can be read. */
    String intervalOf(LocalDate first, LocalDate last) {
        if (!interval.isEmpty()) {
            return interval;
        }
        long days = ChronoUnit.DAYS.between(first, last) + 1;
        return days > MOST_DAYS_BY_WEEK ? "month" : days > MOST_DAYS ? "week" : "day";
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElse("")
                .strip();
    }
}
