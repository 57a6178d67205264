package io.deskledger.analytics.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.analytics.Desk;
import io.deskledger.analytics.SampleClocks;
import io.deskledger.analytics.SampleTicket;
import io.deskledger.analytics.day.DayQueue;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.micronaut.context.ApplicationContext;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days on which a promise was counted that the ticket does not lead to any more are computed again all the same. */
class PromiseDaysIT {

    private static final Instant CREATED = Instant.parse("2026-05-01T08:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    /** Nothing marks and queues days but the test itself: these workers find no Kafka, and need not look for it. */
    private static final Map<String, Object> ALONE =
            Map.of("DESKLEDGER_KAFKA", "127.0.0.1:1", "DESKLEDGER_ANALYTICS_SWEEP", "1h");

    private static final Instant OVERDUE = CREATED.plus(DAY.multipliedBy(2));
    private static final String LATE = "2026-05-02 resolution";

    private static final String COUNTED =
            "SELECT day || ' ' || target FROM analytics.daily_sla_totals WHERE met + missed + open_late > 0 ORDER BY 1";

    /** What the ticket is held to now promises neither an answer nor a resolution. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPromiseThatIsLostIsCountedNoMore(boolean transferred) {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE)) {
            SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.LOW, null, CREATED);
            tell(desk, worker, ticket.created());
            tell(desk, worker, ticket.assign(2L, CREATED));
            tell(desk, worker, ticket.comment(3, CREATED.plus(DAY)));
            tell(desk, worker, ticket.move(TicketStatus.RESOLVED, CREATED.plus(DAY.multipliedBy(3))));
            assertThat(desk.query(COUNTED, row -> row.getString(1)))
                    .containsExactly("2026-05-02 first_response", "2026-05-04 resolution");

            Instant later = CREATED.plus(DAY.multipliedBy(9));
            TicketEvent event = transferred ? ticket.transfer(later) : ticket.reevaluate(later);
            desk.update("DELETE FROM support.ticket_sla");
            mark(desk, worker, event);

            assertThat(desk.query(COUNTED, row -> row.getString(1))).isEmpty();
            assertThat(desk.count("SELECT coalesce(sum(sla_met + sla_promised), 0) FROM analytics.daily_agent_facts"))
                    .isZero();
        }
    }

    /** A resolution without an answer fulfils the promise of one for good, though the ticket is reopened. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aResponseThatAnUndoneResolutionEndedGoesWithItsTicket(boolean purged) {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE)) {
            SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.LOW, null, CREATED);
            tell(desk, worker, ticket.created());
            tell(desk, worker, ticket.move(TicketStatus.RESOLVED, CREATED.plus(DAY)));
            tell(desk, worker, ticket.comment(3, CREATED.plus(DAY.multipliedBy(2))));
            tell(desk, worker, ticket.move(TicketStatus.OPEN, CREATED.plus(DAY.multipliedBy(3))));
            assertThat(desk.query(COUNTED, row -> row.getString(1))).contains("2026-05-02 first_response");

            Instant later = CREATED.plus(DAY.multipliedBy(5));
            tell(desk, worker, purged ? ticket.purge(later) : ticket.deleteOrRestore(later));

            assertThat(desk.query(COUNTED, row -> row.getString(1))).isEmpty();
            assertThat(desk.count("SELECT count(*) FROM analytics.sla_ticket_days"))
                    .isZero();
        }
    }

    /** What takes away that the ticket is late, with no event that names the day on which it was counted so. */
    enum Change {
        DELETED,
        EASIER,
        PROMISED_NO_MORE,
        MADE_UP;

        TicketEvent happen(Desk desk, SampleTicket ticket, Instant at) {
            TicketEvent event = switch (this) {
                case DELETED -> ticket.deleteOrRestore(at);
                case EASIER -> ticket.reprioritize(TicketPriority.LOW, at);
                case PROMISED_NO_MORE -> ticket.tag(1, at);
                case MADE_UP -> ticket.move(TicketStatus.RESOLVED, at);
            };
            if (this == PROMISED_NO_MORE) {
                desk.update("DELETE FROM support.ticket_sla WHERE target = 'resolution'");
            } else {
                SampleClocks.write(desk, ticket.id, at);
            }
            return event;
        }
    }

    /** Answered at once, and to be resolved within a day, which it is not. */
    private static SampleTicket late(Desk desk, ApplicationContext worker) {
        SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.HIGH, null, CREATED);
        tell(desk, worker, ticket.created());
        tell(desk, worker, ticket.comment(3, CREATED.plusSeconds(60)));
        assertThat(desk.query(COUNTED, row -> row.getString(1))).doesNotContain(LATE);
        return ticket;
    }

    /**
     * Its day is being computed by what was true before the change, and nothing says yet that it counts the ticket: it
     * looks once more before it is done.
     */
    @ParameterizedTest
    @EnumSource
    void aPromiseThatGoesWhileItsDayIsBeingComputedIsCountedNoMore(Change change) throws SQLException {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE);
                Connection blocker = desk.database.connect(DatabaseRole.OWNER);
                Statement blocking = blocker.createStatement()) {
            SampleTicket ticket = late(desk, worker);
            TicketEvent breached = ticket.reevaluate(OVERDUE);
            SampleClocks.write(desk, ticket.id, OVERDUE);
            blocker.setAutoCommit(false);
            blocking.execute("LOCK TABLE analytics.computed_days IN EXCLUSIVE MODE");
            take(worker, breached);
            await("its two days are being computed").atMost(Desk.PATIENCE).until(() -> {
                queue(worker);
                return waiting(desk, "true") == 2;
            });

            take(worker, change.happen(desk, ticket, OVERDUE.plusSeconds(3_600)));
            blocker.commit();

            awaitQuiet(desk, worker);
            assertThat(desk.query(COUNTED, row -> row.getString(1))).doesNotContain(LATE);
        }
    }

    /**
     * It has looked and is about to commit: who marks days by the change waits for it, and finds the ticket counted.
     */
    @ParameterizedTest
    @EnumSource
    void aPromiseThatGoesJustAfterItsDayWasComputedIsCountedNoMore(Change change) throws SQLException {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE);
                Connection blocker = desk.database.connect(DatabaseRole.OWNER);
                Statement blocking = blocker.createStatement()) {
            SampleTicket ticket = late(desk, worker);
            TicketEvent breached = ticket.reevaluate(OVERDUE);
            SampleClocks.write(desk, ticket.id, OVERDUE);
            worker.getBean(ChangeMarks.class).mark(List.of(breached));
            blocker.setAutoCommit(false);
            blocking.execute("SELECT FROM analytics.dirty_days WHERE day = '2026-05-02' FOR UPDATE");
            await("its day is about to be taken off the list")
                    .atMost(Desk.PATIENCE)
                    .until(() -> {
                        queue(worker);
                        return waiting(desk, "locktype = 'transactionid'") == 1;
                    });

            TicketEvent event = change.happen(desk, ticket, OVERDUE.plusSeconds(3_600));
            CompletableFuture<Void> taken = CompletableFuture.runAsync(() -> take(worker, event));
            await("the change is marked, or waits to be")
                    .atMost(Desk.PATIENCE)
                    .until(() -> taken.isDone() || waiting(desk, "locktype = 'advisory' AND objid = 0") == 1);
            blocker.commit();
            taken.join();

            awaitQuiet(desk, worker);
            assertThat(desk.query(COUNTED, row -> row.getString(1))).doesNotContain(LATE);
        }
    }

    private static long waiting(Desk desk, String what) {
        return desk.count("SELECT count(*) FROM pg_locks WHERE NOT granted AND " + what);
    }

    /** Most tickets lead to the days of their promises by their own dates: a row for each would be for nothing. */
    @Test
    void whatTheDatesOfATicketNameIsNotWrittenDown() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE)) {
            SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.LOW, null, CREATED);
            tell(desk, worker, ticket.created());
            tell(desk, worker, ticket.comment(3, CREATED.plus(DAY)));
            tell(desk, worker, ticket.move(TicketStatus.CLOSED, CREATED.plus(DAY.multipliedBy(3))));

            assertThat(desk.query(COUNTED, row -> row.getString(1))).hasSize(2);
            assertThat(desk.count("SELECT count(*) FROM analytics.sla_ticket_days"))
                    .isZero();
        }
    }

    /** What else was promised stays as it was, on whatever day that is counted. */
    @Test
    void aCommentOnALateTicketTouchesTheDayOfItsCreationAlone() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE)) {
            SampleTicket ticket = late(desk, worker);
            tell(desk, worker, ticket.reevaluate(OVERDUE));
            assertThat(desk.query(COUNTED, row -> row.getString(1))).contains(LATE);

            worker.getBean(ChangeMarks.class).mark(List.of(ticket.comment(3, OVERDUE.plus(DAY))));

            assertThat(desk.query("SELECT day FROM analytics.dirty_days", row -> row.getString(1)))
                    .containsExactly("2026-05-01");
        }
    }

    @Test
    void anAnswerMovesANextResponseFromTheDayOfItsDueTimeToItsOwn() {
        try (Desk desk = Desk.prepared();
                ApplicationContext worker = desk.worker("UTC", ALONE)) {
            SampleTicket ticket = SampleTicket.create(desk, 1, TicketPriority.LOW, null, CREATED);
            mark(desk, worker, ticket.created());
            mark(desk, worker, ticket.comment(3, CREATED.plus(DAY)));
            desk.update("""
                    INSERT INTO support.ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open,
                                                    started_at, counted_from, due_at, breached_at)
                    VALUES (1, 'next_response', 1, 86400, 'breached', true, '2026-05-03Z', '2026-05-03Z', '2026-05-04Z',
                            '2026-05-04Z')
                    """);
            mark(desk, worker, ticket.reevaluate(CREATED.plus(DAY.multipliedBy(3))));
            assertThat(desk.query(COUNTED, row -> row.getString(1))).containsExactly("2026-05-04 next_response");

            desk.update("UPDATE support.ticket_sla SET is_open = false, stopped_at = '2026-05-06T08:00:00Z'");
            mark(desk, worker, ticket.comment(3, CREATED.plus(DAY.multipliedBy(5))));

            assertThat(desk.query(COUNTED, row -> row.getString(1))).containsExactly("2026-05-06 next_response");
        }
    }

    private static void tell(Desk desk, ApplicationContext worker, TicketEvent event) {
        SampleClocks.write(desk, event.header().entityId(), event.header().time());
        mark(desk, worker, event);
    }

    /** Marks what the change touched, and waits until that is computed. */
    private static void mark(Desk desk, ApplicationContext worker, TicketEvent event) {
        await("the worker has begun")
                .atMost(Desk.PATIENCE)
                .until(() -> desk.count("SELECT count(*) FROM analytics.progress WHERE zone IS NOT NULL") == 1);
        take(worker, event);
        awaitQuiet(desk, worker);
    }

    /** As the consumer does with what it reads. */
    private static void take(ApplicationContext worker, TicketEvent event) {
        if (worker.getBean(ChangeMarks.class).mark(List.of(event))) {
            queue(worker);
        }
    }

    /**
     * As the worker does again and again: a day that was dear rests behind its computation, and is left out till then.
     */
    private static void queue(ApplicationContext worker) {
        worker.getBean(DayQueue.class).queueDirty();
    }

    private static void awaitQuiet(Desk desk, ApplicationContext worker) {
        await("no day waits").atMost(Desk.PATIENCE).until(() -> {
            queue(worker);
            return desk.count("SELECT (SELECT count(*) FROM analytics.dirty_days)"
                            + " + (SELECT count(*) FROM analytics.scheduled_tasks)")
                    == 0;
        });
    }
}
