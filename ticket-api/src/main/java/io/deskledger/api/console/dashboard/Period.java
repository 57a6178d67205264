package io.deskledger.api.console.dashboard;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which days the reader looks at.
 *
 * @param from the first day, or an empty text for the default
 * @param to the last day, or an empty text for today
 * @param interval {@code day}, {@code week} or {@code month}
 */
record Period(String from, String to, String interval) {

    static Period of(Map<String, List<String>> query) {
        return new Period(first(query, "from"), first(query, "to"), interval(first(query, "interval")));
    }

    /** The parameters as the reports take them. */
    Map<String, List<String>> range() {
        Map<String, List<String>> range = new HashMap<>();
        if (!from.isEmpty()) {
            range.put("from", List.of(from));
        }
        if (!to.isEmpty()) {
            range.put("to", List.of(to));
        }
        return range;
    }

    private static String interval(String asked) {
        return asked.isEmpty() ? "day" : asked;
    }

    private static String first(Map<String, List<String>> query, String name) {
        return query.getOrDefault(name, List.of()).stream()
                .findFirst()
                .orElse("")
                .strip();
    }
}
