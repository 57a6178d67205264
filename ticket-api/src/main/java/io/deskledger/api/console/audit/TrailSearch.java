package io.deskledger.api.console.audit;

import io.deskledger.api.audit.LogCursor;
import io.deskledger.api.audit.LogFilter;
import io.deskledger.api.audit.LogPage;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the audit page looks for: the parameters of {@code GET /api/v1/audit}, with days in place of times.
 *
 * @param values those that were filled in
 */
record TrailSearch(Map<String, String> values) {

    private static final List<String> NAMES = List.of("entity", "entity_id", "actor_id", "action", "from", "to");
    private static final int ROWS = 50;

    static TrailSearch of(Map<String, List<String>> query) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : NAMES) {
            query.getOrDefault(name, List.of()).stream()
                    .filter(value -> !value.isBlank())
                    .findFirst()
                    .ifPresent(value -> values.put(name, value.strip()));
        }
        return new TrailSearch(values);
    }

    String text(String name) {
        return values.getOrDefault(name, "");
    }

    String query() {
        StringBuilder query = new StringBuilder();
        values.forEach((name, value) -> query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return query.toString();
    }

    /** The same with times in place of days, as the API takes it. */
    String apiQuery() {
        Map<String, String> times = new LinkedHashMap<>(values);
        times.replaceAll((name, value) -> isDay(name, value) ? value + "T00:00:00Z" : value);
        return new TrailSearch(times).query();
    }

    LogFilter filter(Caller caller) {
        Map<String, List<String>> all = new LinkedHashMap<>();
        values.forEach((name, value) -> all.put(name, List.of(isDay(name, value) ? value + "T00:00:00Z" : value)));
        QueryParams query = new QueryParams(all);
        LogFilter filter = LogFilter.of(query, caller);
        query.check();
        return filter.require(caller);
    }

    static LogPage page(String cursor) {
        return new LogPage(ROWS, true, LogCursor.parse(cursor, true).orElse(null));
    }

    private static boolean isDay(String name, String value) {
        return (name.equals("from") || name.equals("to")) && value.matches("\\d{4}-\\d{2}-\\d{2}");
    }
}
