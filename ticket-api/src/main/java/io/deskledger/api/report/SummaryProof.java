package io.deskledger.api.report;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.deskledger.api.sql.Rows;
import io.deskledger.api.sql.Sql;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When the summaries were last held against the tickets, and which past days say something else since. */
@Singleton
public class SummaryProof {

    private static final int SHOWN_DRIFTS = 20;
    private static final ObjectReader JSON = new ObjectMapper().reader();

    private static final String LAST = """
            SELECT id, cause, started_at, finished_at, days, drifts FROM analytics.last_reconciliation
            """;

    private static final String DRIFTS = """
            SELECT day, table_name, row_key, figure, stored, actual
              FROM analytics.drifts
             WHERE reconciliation_id = ?
             ORDER BY day, table_name, row_key, figure
             LIMIT ?
            """;

    private static final String RESTATEMENTS = """
            SELECT id, day, restated_at, cause, old_figures, new_figures
              FROM analytics.restatements
             WHERE day BETWEEN ? AND ?
             ORDER BY id DESC
             LIMIT ?
            """;

    private final Sql sql;

    SummaryProof(@Named(Frames.DATABASE) Sql sql) {
        this.sql = sql;
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    @Nullable
    public ReconciliationView last() {
        return sql.first(
                        LAST,
                        row -> new ReconciliationView(
                                row.getLong("id"),
                                row.getString("cause"),
                                Rows.instant(row, "started_at"),
                                Rows.instant(row, "finished_at"),
                                row.getInt("days"),
                                row.getInt("drifts"),
                                List.of()))
                .map(run -> run.drifts() == 0 ? run : run.with(drifts(run.id())))
                .orElse(null);
    }

    private List<ReconciliationView.DriftView> drifts(long run) {
        return sql.list(
                DRIFTS,
                row -> new ReconciliationView.DriftView(
                        row.getObject("day", LocalDate.class),
                        row.getString("table_name"),
                        row.getString("row_key"),
                        row.getString("figure"),
                        row.getString("stored"),
                        row.getString("actual")),
                run,
                SHOWN_DRIFTS);
    }

    @Transactional(value = Frames.DATABASE, readOnly = true)
    ItemsReport<Restatement> restatements(Frame frame, int limit) {
        return ItemsReport.of(
                frame,
                sql.list(
                        RESTATEMENTS,
                        row -> new Restatement(
                                row.getLong("id"),
                                row.getObject("day", LocalDate.class),
                                Rows.instant(row, "restated_at"),
                                row.getString("cause"),
                                json(row.getString("old_figures")),
                                json(row.getString("new_figures"))),
                        frame.from(),
                        frame.to(),
                        limit));
    }

    private static JsonNode json(String text) throws SQLException {
        try {
            return JSON.readTree(text);
        } catch (JacksonException e) {
            throw new SQLException("analytics.restatements holds no JSON", e);
        }
    }
}
