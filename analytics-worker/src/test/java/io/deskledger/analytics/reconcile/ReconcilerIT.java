package io.deskledger.analytics.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a run looks at, and what it takes for wrong; which figures it looks at: {@link DriftIT}. */
class ReconcilerIT {

    private static final Instant NOON = Instant.parse("2026-02-03T12:00:00Z");
    static final LocalDate DAY = LocalDate.parse("2026-02-03");

    @Test
    void aRowThatIsMissingAndOneTooManyAreFound() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                desk.update("DELETE FROM analytics.daily_tag_facts");
                desk.update("INSERT INTO analytics.daily_agent_facts VALUES ('2026-02-03', 4, 1, 0, 0, 0, 0, 0, 0, 0)");

                worker.getBean(Reconciler.class).requested(DAY, DAY, false);

                assertThat(desk.query(
                                "SELECT table_name || row_key || figure || stored || actual FROM analytics.drifts ORDER BY 1",
                                row -> row.getString(1)))
                        .containsExactly(
                                "daily_agent_facts4assigned10",
                                "daily_tag_facts1cohort_micros02000000",
                                "daily_tag_facts1created01",
                                "daily_tag_facts1created_resolved01");
            }
        }
    }

    /** What is about to be computed is late, not wrong. */
    @Test
    void aDirtyDayIsNoDrift() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                RawFigures raw = worker.getBean(RawFigures.class);
                desk.update("UPDATE analytics.daily_totals SET created = 9");
                Instant start = Instant.parse("2026-02-03T00:00:00Z");
                assertThat(raw.drift(DAY, start, start.plus(Duration.ofDays(1))))
                        .hasSize(1);

                desk.update("INSERT INTO analytics.dirty_days VALUES ('2026-02-03', 1, now(), now(), 'test')");
                assertThat(raw.drift(DAY, start, start.plus(Duration.ofDays(1))))
                        .isEmpty();
            }
        }
    }

    @Test
    void aScheduledRunTakesTheDaysTouchedSinceTheLastOne() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                ReconciliationRepository runs = worker.getBean(ReconciliationRepository.class);
                assertThat(runs.due(0)).contains(DAY).hasSizeGreaterThan(30);
                assertThat(worker.getBean(Reconciler.class).scheduled().drifts())
                        .isZero();
                // What names its time a little before the run may have committed after it.
                desk.update("UPDATE analytics.computed_days SET computed_at = now() - interval '6 minutes'");
                desk.update("UPDATE analytics.computed_days SET computed_at = now() - interval '4 minutes'"
                        + " WHERE day = '2026-02-03'");
                assertThat(runs.due(0)).containsExactly(DAY);
                assertThat(runs.due(30)).hasSizeBetween(30, 31);
            }
        }
    }

    /** Its marks were lost before any worker read them: nothing that is stored leads to the day. */
    @Test
    void aDayThatWasNeverComputedIsFoundAndRepaired() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("Pacific/Apia", Map.of())) {
                desk.awaitComplete();
                Reconciler reconciler = worker.getBean(Reconciler.class);
                assertThat(reconciler.scheduled().drifts()).isZero();
                SampleTicket.create(desk, 2, TicketPriority.LOW, null, Instant.parse("2011-12-31T10:30:00Z"));
                SampleTicket.create(desk, 3, TicketPriority.LOW, null, Instant.parse("2014-05-05T11:30:00Z"))
                        .comment(3, Instant.parse("2014-05-07T11:30:00Z"));

                Reconciliation found = reconciler.scheduled();

                assertThat(found.drifts()).isPositive();
                assertThat(desk.query(
                                "SELECT DISTINCT CAST(day AS text) FROM analytics.drifts ORDER BY 1",
                                row -> row.getString(1)))
                        .containsExactly("2012-01-01", "2014-05-06", "2014-05-08");
                assertThat(desk.query(
                                "SELECT stored || actual FROM analytics.drifts WHERE table_name = 'daily_totals'"
                                        + " AND figure = 'created' ORDER BY day",
                                row -> row.getString(1)))
                        .containsExactly("01", "01");

                for (String missing : List.of("2012-01-01", "2014-05-06", "2014-05-08")) {
                    reconciler.requested(LocalDate.parse(missing), LocalDate.parse(missing), true);
                }
                desk.awaitComplete();
                assertThat(reconciler.scheduled().drifts()).isZero();
            }
        }
    }

    /** Imports of earlier versions took tickets of tomorrow, which people then answered and resolved today. */
    @Test
    void aTicketThatWasResolvedBeforeItsCreationIsNoDrift() {
        try (Desk desk = Desk.prepared()) {
            SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.HIGH, "vpn", NOON);
            ticket.comment(3, NOON.minusSeconds(3_600));
            ticket.move(TicketStatus.RESOLVED, NOON.minusSeconds(1_800));
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();

                assertThat(worker.getBean(Reconciler.class)
                                .requested(DAY, DAY, false)
                                .drifts())
                        .isZero();
            }
        }
    }

    @Test
    void aMonthThatDriftedIsCountedOnceHoweverManyOfItsDaysAreHeldAgainstTheTickets() {
        try (Desk desk = Desk.prepared()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                desk.update("UPDATE analytics.duration_months SET total = 9 WHERE metric = 'resolution'");
                Reconciler reconciler = worker.getBean(Reconciler.class);

                Reconciliation found = reconciler.requested(DAY, DAY.plusDays(40), true);

                assertThat(found.days()).isEqualTo(41);
                assertThat(found.drifts()).isEqualTo(1);
                assertThat(desk.query("SELECT day || table_name FROM analytics.drifts", row -> row.getString(1)))
                        .containsExactly("2026-02-01duration_months");
                desk.awaitComplete();
                assertThat(reconciler.requested(DAY, DAY, false).drifts()).isZero();
            }
        }
    }

    /** A change that comes between the looks shows in the second one before its day is marked. */
    @Test
    void whatDiffersOnlyTheSecondTimeIsNoDrift() throws Exception {
        try (Desk desk = Desk.prepared();
                Connection blocker = desk.database.connect(DatabaseRole.OWNER);
                Statement blocking = blocker.createStatement();
                Connection colleague = desk.database.connect(DatabaseRole.ANALYTICS);
                Statement watching = colleague.createStatement()) {
            sample(desk);
            try (ApplicationContext worker = desk.worker("UTC", Map.of())) {
                desk.awaitComplete();
                blocker.setAutoCommit(false);
                blocking.execute("SELECT FROM analytics.progress FOR NO KEY UPDATE");
                desk.update("UPDATE analytics.daily_totals SET created = 7");
                var run = CompletableFuture.supplyAsync(
                        () -> worker.getBean(Reconciler.class).requested(DAY, DAY, false));
                await("the first look").atMost(Desk.PATIENCE).until(() -> {
                    try (ResultSet waiting =
                            watching.executeQuery("SELECT FROM pg_stat_activity WHERE datname = current_database()"
                                    + " AND pid <> pg_backend_pid() AND query LIKE '%coalesce(as_of >%'")) {
                        return waiting.next();
                    }
                });

                desk.update("UPDATE analytics.daily_totals SET resolved = 7");
                blocker.commit();

                assertThat(run.get(Desk.PATIENCE.toSeconds(), TimeUnit.SECONDS).drifts())
                        .isEqualTo(1);
                assertThat(desk.query("SELECT figure FROM analytics.drifts", row -> row.getString(1)))
                        .containsExactly("created");
            }
        }
    }

    static void sample(Desk desk) {
        SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.HIGH, "vpn", NOON);
        ticket.assign(2L, NOON);
        ticket.comment(3, NOON.plusSeconds(1));
        ticket.tag(1, NOON);
        ticket.move(TicketStatus.CLOSED, NOON.plusSeconds(2));
    }
}
