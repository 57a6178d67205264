package io.deskledger.api.report;

import io.deskledger.api.http.Csv;
import java.util.List;

/** Trends as CSV, with the columns of the JSON items. */
final class TrendsCsv {

    private static final List<String> COLUMNS =
            List.of("period", "created", "urgent_created", "resolved", "closed", "reopened", "backlog");

    private TrendsCsv() {}

    static String of(TrendsReport report) {
        return Csv.header(COLUMNS)
                + Csv.lines(
                        report.items(),
                        item -> List.of(
                                item.period(),
                                item.created(),
                                item.urgentCreated(),
                                item.resolved(),
                                item.closed(),
                                item.reopened(),
                                item.backlog()));
    }
}
