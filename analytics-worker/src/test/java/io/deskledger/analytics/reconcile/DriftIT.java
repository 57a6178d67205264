package io.deskledger.analytics.reconcile;

import static io.deskledger.analytics.reconcile.ReconcilerIT.DAY;
import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.analytics.Desk;
import io.micronaut.context.ApplicationContext;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Whichever stored figure is falsified, it is named with both values, and repaired when told to. All are on one desk,
 * whose figures are all right before each.
 */
class DriftIT {

    private static Desk desk;
    private static ApplicationContext worker;
    private static Reconciler reconciler;

    @BeforeAll
    static void start() {
        desk = Desk.prepared();
        ReconcilerIT.sample(desk);
        worker = desk.worker("UTC", Map.of());
        reconciler = worker.getBean(Reconciler.class);
    }

    @AfterAll
    static void stop() {
        worker.close();
        desk.close();
    }

    @BeforeEach
    void allIsRight() {
        desk.update("DELETE FROM analytics.reconciliations");
        desk.awaitComplete();
        assertThat(reconciler.requested(DAY, DAY, false).drifts()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UPDATE analytics.daily_ticket_facts SET created = 7 | daily_ticket_facts | high/vpn | created | 7 | 1",
                "UPDATE analytics.duration_months SET counts = '{4}' WHERE metric = 'resolution' | duration_months | resolution | counts | {\"726\": 4} | {\"726\": 1}",
                "UPDATE analytics.monthly_split_facts SET now_closed = 9 WHERE kind = 'category' | monthly_split_facts | category/vpn | now_closed | 9 | 1",
                "UPDATE analytics.monthly_agent_facts SET comments = 9 WHERE agent_id = 3 | monthly_agent_facts | 3 | comments | 9 | 1",
                "UPDATE analytics.monthly_tag_facts SET created = 5 | monthly_tag_facts | 1 | created | 5 | 1",
                "UPDATE analytics.five_split_facts SET now_closed = 9 WHERE kind = 'category' | five_split_facts | 2026-02-01/category/vpn | now_closed | 9 | 1",
                "UPDATE analytics.five_agent_facts SET comments = 9 WHERE agent_id = 3 | five_agent_facts | 2026-02-01/3 | comments | 9 | 1",
                "UPDATE analytics.five_tag_facts SET created = 5 | five_tag_facts | 2026-02-01/1 | created | 5 | 1",
                "UPDATE analytics.duration_sketches SET total = 3 WHERE span = 'day' AND metric = 'resolution' AND dimension = 'all' | duration_sketches | resolution/all | total | 3 | 1",
                "UPDATE analytics.duration_sketches SET data = '\\x000502ffff00' WHERE span = 'day' AND dimension = 'category' | duration_sketches | resolution/category/vpn | counts | {\"4\": 2} | {\"726\": 1}",
                "UPDATE analytics.duration_sketches SET data = '\\x02d7ff02d702ffff00' WHERE span = 'month' AND dimension = 'category' | duration_sketches | resolution/category/vpn | counts | {\"726\": 257} | {\"726\": 1}",
                "UPDATE analytics.duration_sketches SET micros = 1 WHERE span = 'five' AND metric = 'first_response' | duration_sketches | 2026-02-01/first_response/all | micros | 1 | 1000000",
                "UPDATE analytics.daily_totals SET now_overdue = 2 | daily_totals | '' | now_overdue | 2 | 0",
                "UPDATE analytics.daily_split_facts SET closed = 4 WHERE kind = 'priority' | daily_split_facts | priority/high | closed | 4 | 1",
                "UPDATE analytics.daily_totals SET now_high = 0 | daily_totals | '' | now_high | 0 | 1",
                "UPDATE analytics.daily_totals SET resolution_micros = 1 | daily_totals | '' | resolution_micros | 1 | 2000000",
                "UPDATE analytics.daily_agent_facts SET comments = 2 WHERE agent_id = 3 | daily_agent_facts | 3 | comments | 2 | 1",
                "UPDATE analytics.daily_tag_facts SET created_resolved = 0 | daily_tag_facts | 1 | created_resolved | 0 | 1",
                "UPDATE analytics.duration_buckets SET total = 3 WHERE metric = 'resolution' AND dimension = 'agent' | duration_buckets | resolution/agent/2 | total | 3 | 1",
                "UPDATE analytics.duration_buckets SET buckets = '{5}' WHERE metric = 'first_response' AND dimension = 'priority' | duration_buckets | first_response/priority/high | counts | {\"5\": 1} | {\"691\": 1}"
            })
    void isNamedAndRepaired(String falsify, String table, String key, String figure, String stored, String actual) {
        desk.update(falsify);
        Reconciliation found = reconciler.requested(DAY, DAY, true);

        assertThat(found.days()).isEqualTo(1);
        assertThat(found.drifts()).isEqualTo(1);
        assertThat(desk.query(
                        "SELECT * FROM analytics.drifts",
                        row -> row.getString("table_name") + "|"
                                + row.getString("row_key") + "|" + row.getString("figure") + "|"
                                + row.getString("stored") + "|" + row.getString("actual")))
                .containsExactly(String.join("|", table, key, figure, stored, actual));
        desk.awaitComplete();
        assertThat(reconciler.requested(DAY, DAY, false).drifts()).isZero();
    }
}
