package io.deskledger.api.console.queue;

import io.deskledger.api.console.Form;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the address of a list asks for: the parameters of {@code GET /api/v1/tickets}, under the same names.
 *
 * @param values the parameters that say which tickets, and in which order
 * @param view the saved view that the list was opened by, or an empty text
 */
record QueueSearch(Map<String, List<String>> values, String view) {

    private static final Set<String> OF_THE_PAGE =
            Set.of("cursor", "limit", "include", "total", "view", "ids", "rows", "gone");

    private static final Pattern IDS = Pattern.compile("\\d{1,18}(,\\d{1,18}){0,199}");

    /**
     * Tickets that are asked about, with commas between them.
     *
     * @throws ProblemException.Invalid where they are none, too many or no numbers
     */
    static List<Long> ids(String text) {
        if (!IDS.matcher(text).matches()) {
            throw new ProblemException.Invalid("ids", "must be 1 to 200 ids with commas between them");
        }
        return Arrays.stream(text.split(",", -1)).map(Long::valueOf).toList();
    }

    static QueueSearch of(Map<String, List<String>> parameters) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        parameters.forEach((name, all) -> {
            List<String> given = all.stream().filter(value -> !value.isBlank()).toList();
            if (!OF_THE_PAGE.contains(name) && !given.isEmpty()) {
                values.put(name, given);
            }
        });
        return new QueueSearch(values, first(parameters, "view"));
    }

    /** The search of an address of a list: what stands behind its question mark. */
    static QueueSearch parse(String query) {
        return of(Form.parse(query).values());
    }

    /** The same search, as the address of its list has it. */
    String query() {
        StringBuilder query = new StringBuilder();
        values.forEach((name, all) -> all.forEach(value -> append(query, name, value)));
        if (!view.isEmpty()) {
            append(query, "view", view);
        }
        return query.toString();
    }

    /** The address of the list that has the value too, or has it no more where it had it. */
    String toggled(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        List<String> all = new ArrayList<>(values.getOrDefault(name, List.of()));
        if (!all.remove(value)) {
            all.add(value);
        }
        changed.put(name, all);
        return "/tickets?" + new QueueSearch(changed, view).query();
    }

    /** The address of the list without conditions of that name. */
    String without(String name) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return "/tickets?" + new QueueSearch(changed, view).query();
    }

    /** The same search with only that value of that name. */
    QueueSearch only(String name, String value) {
        Map<String, List<String>> changed = new LinkedHashMap<>(values);
        changed.put(name, List.of(value));
        return new QueueSearch(changed, view);
    }

    boolean has(String name, String value) {
        return values.getOrDefault(name, List.of()).contains(value);
    }

    String text(String name) {
        return first(values, name);
    }

    /** What the list has to be asked for, from a place on where one is given, and how many rows. */
    QueryParams page(String cursor, int rows) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.put("limit", List.of(Integer.toString(rows)));
        all.put("include", List.of("creator,assignee"));
        if (!cursor.isEmpty()) {
            all.put("cursor", List.of(cursor));
        }
        return new QueryParams(all);
    }

    /** The conditions alone. */
    QueryParams conditions() {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.remove("sort");
        all.remove("order");
        return new QueryParams(all);
    }

    private static String first(Map<String, List<String>> values, String name) {
        return values.getOrDefault(name, List.of()).stream().findFirst().orElse("");
    }

    private static void append(StringBuilder query, String name, String value) {
        query.append(query.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
}
