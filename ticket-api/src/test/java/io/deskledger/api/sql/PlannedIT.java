package io.deskledger.api.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.api.ApiServer;
import io.micronaut.transaction.TransactionOperations;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What PostgreSQL keeps a plan for: statements for few rows, never those for many. */
class PlannedIT {

    private static final String COUNT = "SELECT count(*) AS n FROM unnest(?::bigint[]) AS planned_test (id)";
    private static final int FEW_TIMES = 12;

    private final Sql sql = ApiServer.shared().server().getApplicationContext().getBean(Sql.class);

    @Test
    void manyRowsArePlannedForThemselves() {
        TransactionOperations<?> transactions =
                ApiServer.shared().server().getApplicationContext().getBean(TransactionOperations.class);
        transactions.executeRead(_ -> {
            for (int i = 0; i < FEW_TIMES; i++) {
                assertThat(count(63)).isEqualTo(63);
            }
            List<String> kept = kept();
            assertThat(kept).hasSize(1);
            assertThat(count(64)).isEqualTo(64);
            assertThat(countColumns(64)).isEqualTo(64);
            assertThat(kept()).isEqualTo(kept);
            assertThat(countColumns(63)).isEqualTo(63);
            assertThat(kept()).hasSize(1).isNotEqualTo(kept);
            return null;
        });
    }

    /** The plans that this session keeps of the statement, and how often each was used. */
    private List<String> kept() {
        return sql.list(
                "SELECT statement || ' ' || generic_plans + custom_plans AS kept FROM pg_prepared_statements"
                        + " WHERE statement LIKE '%planned_test%' AND statement NOT LIKE '%pg_prepared%'",
                row -> row.getString("kept"));
    }

    private long count(int rows) {
        return sql.first(COUNT, row -> row.getLong("n"), numbers(rows)).orElseThrow();
    }

    private long countColumns(int rows) {
        return sql.list(
                        COUNT,
                        row -> row.getLong("n"),
                        ArrayColumns.of(numbers(rows)).add("bigint", id -> id))
                .getFirst();
    }

    private static List<Long> numbers(int rows) {
        return LongStream.range(0, rows).boxed().toList();
    }
}
