package io.deskledger.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/**
 * CSV as RFC 4180 has it. No text starts a formula where a spreadsheet opens it: one that would gets an apostrophe in
 * front. Numbers are left alone.
 */
public final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private Csv() {}

    /** Whether the request asks for CSV before JSON. */
    public static boolean isWanted(HttpRequest<?> request) {
        for (MediaType accepted : request.accept()) {
            if (accepted.matches(MediaType.APPLICATION_JSON_TYPE)) {
                return false;
            }
            if (accepted.matches(MediaType.TEXT_CSV_TYPE)) {
                return true;
            }
        }
        return false;
    }

    /** The line of names. */
    public static String header(List<String> names) {
        return String.join(",", names) + "\r\n";
    }

    /** A line a row; null is an empty cell. */
    public static <T> String lines(List<T> rows, Function<T, List<? extends @Nullable Object>> cells) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180)) {
            for (T row : rows) {
                csv.printRecord(cells.apply(row).stream().<@Nullable Object>map(Csv::harmless));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }

    private static @Nullable Object harmless(@Nullable Object cell) {
        boolean formula = cell instanceof String text && !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0;
        return formula ? "'" + cell : cell;
    }
}
