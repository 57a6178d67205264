package io.deskledger.api.report;

import io.deskledger.api.http.Csv;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a report as CSV, under the names that JSON has.
 *
 * @param <T> a row
 */
final class Columns<T> {

    private final List<String> names = new ArrayList<>();
    private final List<Function<T, ? extends @Nullable Object>> values = new ArrayList<>();

    Columns<T> add(String name, Function<T, ? extends @Nullable Object> value) {
        names.add(name);
        values.add(value);
        return this;
    }

    List<String> names() {
        return List.copyOf(names);
    }

    /** The answer as JSON, or its rows as CSV where that is asked for first. */
    HttpResponse<?> answer(HttpRequest<?> request, Object json, List<T> rows) {
        return answer(request, json, rows, null);
    }

    HttpResponse<?> answer(HttpRequest<?> request, ItemsReport<T> report) {
        return answer(request, report, report.items(), null);
    }

    HttpResponse<?> answer(HttpRequest<?> request, PageReport<T> report) {
        return answer(request, report, report.items(), report.nextCursor());
    }

    /** A page of them: CSV has no place for the cursor of the next one, so a header leads there. */
    HttpResponse<?> answer(HttpRequest<?> request, Object json, List<T> rows, @Nullable String nextCursor) {
        MutableHttpResponse<?> answer = Csv.isWanted(request)
                ? HttpResponse.ok(Csv.header(names) + Csv.lines(rows, this::cells))
                        .contentType(MediaType.TEXT_CSV_TYPE)
                : HttpResponse.ok(json).contentType(MediaType.APPLICATION_JSON_TYPE);
        if (nextCursor != null) {
            URI next = UriBuilder.of(request.getUri())
                    .replaceQueryParam("cursor", nextCursor)
                    .build();
            answer.header(HttpHeaders.LINK, "<" + next + ">; rel=\"next\"");
        }
        return answer.header(HttpHeaders.VARY, HttpHeaders.ACCEPT);
    }

    private List<? extends @Nullable Object> cells(T row) {
        List<@Nullable Object> cells = new ArrayList<>();
        values.forEach(value -> cells.add(value.apply(row)));
        return cells;
    }
}
