package io.deskledger.api.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Trends as CSV (RFC 4180), with the columns of the JSON items. */
final class TrendsCsv {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader("period", "created", "urgent_created", "resolved", "closed", "reopened", "backlog")
            .get();

    private TrendsCsv() {}

    static String of(TrendsReport report) {
        StringBuilder out = new StringBuilder();
        try (CSVPrinter csv = new CSVPrinter(out, FORMAT)) {
            for (TrendItem item : report.items()) {
                csv.printRecord(
                        item.period(),
                        item.created(),
                        item.urgentCreated(),
                        item.resolved(),
                        item.closed(),
                        item.reopened(),
                        item.backlog());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return out.toString();
    }
}
