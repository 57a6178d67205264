package io.deskledger.analytics.day;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** While services are upgraded one by one, a worker of the version before may compute a day, without the new tables. */
class OlderWorkerIT {

    private static final LocalDate DAY = LocalDate.of(2027, 2, 3);
    private static final Instant NOON = Instant.parse("2027-02-03T12:00:00Z");

    /** What the tables look like that the older one knows nothing of. */
    private static final String ROWS = """
            SELECT f::text FROM analytics.five_split_facts f
             UNION ALL SELECT f::text FROM analytics.five_tag_facts f
             UNION ALL SELECT f::text FROM analytics.five_agent_facts f
             UNION ALL SELECT f::text FROM analytics.duration_sketches f
             ORDER BY 1
            """;

    @Test
    void whatItLeftOutIsMadeUp() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                List<String> before = desk.query(ROWS, row -> row.getString(1));
                assertThat(before).isNotEmpty();

                // It says when it computed the day, as it always did, and says nothing of the version.
                desk.update("""
                        WITH a AS (DELETE FROM analytics.five_split_facts), b AS (DELETE FROM analytics.five_tag_facts),
                             c AS (DELETE FROM analytics.five_agent_facts), d AS (DELETE FROM analytics.duration_sketches)
                        UPDATE analytics.computed_days SET computed_at = computed_at + interval '1 second'
                         WHERE day = '2027-02-03'
                        """);

                await().atMost(Desk.PATIENCE)
                        .untilAsserted(() -> assertThat(desk.query(ROWS, row -> row.getString(1)))
                                .isEqualTo(before));
                await().atMost(Desk.PATIENCE)
                        .until(() -> desk.count("SELECT count(*) FROM analytics.outdated_days") == 0);
                assertThat(worker.isRunning()).isTrue();
            }
        }
    }

    /** Reports are as complete as they were when the newer one computed it last, whatever the older one says. */
    @Test
    void itsDaysAreNotCalledComplete() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", DayFactsIT.QUIET)) {
                worker.getBean(DayComputation.class).compute(DAY);
                desk.update("UPDATE analytics.progress SET as_of = '2027-03-01T00:00:00Z'");
                assertThat(asOf(desk)).isEqualTo("2027-03-01 00:00:00");

                desk.update("UPDATE analytics.computed_days SET made_at = '2027-02-20T00:00:00Z'");
                assertThat(asOf(desk)).isEqualTo("2027-02-20 00:00:00");

                desk.update("UPDATE analytics.computed_days SET made_at = NULL, made_by = 0");
                assertThat(asOf(desk)).isEqualTo("null");

                worker.getBean(DayComputation.class).compute(DAY);
                assertThat(asOf(desk)).isEqualTo("null");
                desk.update("INSERT INTO analytics.dirty_days VALUES ('2027-02-03', 1, now(), now(), 'test')");
                worker.getBean(DayComputation.class).compute(DAY);
                assertThat(asOf(desk)).isEqualTo("2027-03-01 00:00:00");
            }
        }
    }

    /** "null" where it is not known. */
    private static String asOf(Desk desk) {
        return desk.query(
                        "SELECT coalesce(CAST(as_of AT TIME ZONE 'UTC' AS text), 'null') FROM analytics.status",
                        row -> row.getString(1))
                .getFirst();
    }

    private static void sample(Desk desk) {
        SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.HIGH, "vpn", NOON);
        ticket.assign(2L, NOON);
        ticket.comment(3, NOON.plusSeconds(1));
        ticket.tag(1, NOON);
        ticket.move(TicketStatus.CLOSED, NOON.plusSeconds(2));
    }
}
