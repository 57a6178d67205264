package io.deskledger.api.outbox;

import static io.deskledger.api.outbox.Changes.change;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.deskledger.api.ApiServer;
import io.deskledger.api.ChangesTopic;
import io.deskledger.api.DeskInstance;
import io.deskledger.api.sql.Portion;
import io.deskledger.embedded.DatabaseAccess;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.event.ChangeEventCodec;
import io.deskledger.model.event.DecodedEvent;
import io.deskledger.model.event.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.ApplicationContext;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.exceptions.NoTransactionException;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RelayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final DatabaseAccess database = ApiServer.newDatabase();
    private final String request = UUID.randomUUID().toString();

    @Test
    void refusesAnEventWithoutAChange() {
        try (ApplicationContext desk = desk()) {
            Outbox outbox = desk.getBean(Outbox.class);

            assertThatThrownBy(() -> outbox.append(change(request, 1, 1))).isInstanceOf(NoTransactionException.class);
        }
    }

    @Test
    void sendsTheEventsOfEachKeyInOrderHoweverManyWriteAtOnce() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = desk();
                var writers = Executors.newFixedThreadPool(6)) {
            for (long user = 1; user <= 40; user++) {
                long id = user;
                writers.execute(() -> LongStream.rangeClosed(1, 50).forEach(version -> append(desk, id, version)));
            }

            await().atMost(PATIENCE).until(() -> topic.of(request).size() == 2_000);
            List<Long> inOrder = LongStream.rangeClosed(1, 50).boxed().toList();
            assertThat(topic.versions(request))
                    .hasSize(40)
                    .allSatisfy((key, versions) -> assertThat(versions).isEqualTo(inOrder));
            await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 0);
        }
    }

    @Test
    void missesNoLowIdThatCommitsLate() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = desk();
                var writer = Executors.newSingleThreadExecutor()) {
            CountDownLatch appended = new CountDownLatch(1);
            CountDownLatch othersArrived = new CountDownLatch(1);
            var slow = writer.submit(() -> transactions(desk).executeWrite(status -> {
                desk.getBean(Outbox.class).append(change(request, 1, 1));
                appended.countDown();
                othersArrived.await();
                return true;
            }));
            appended.await();
            append(desk, 2, 1);
            await().atMost(PATIENCE).until(() -> topic.versions(request).containsKey("user-2"));
            othersArrived.countDown();

            assertThat(slow.get()).isTrue();
            await().atMost(PATIENCE).until(() -> topic.versions(request).containsKey("user-1"));
        }
    }

    @Test
    void sendsCloudEventsInBinaryMode() {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = desk()) {
            append(desk, 7, 3);

            await().atMost(PATIENCE).until(() -> topic.of(request).size() == 1);
            CloudEvent event = topic.of(request).getFirst().event();
            assertThat(topic.of(request).getFirst().key()).isEqualTo("user-7");
            assertThat(event.getSubject()).isEqualTo("users/7");
            assertThat(event.getExtension("actor")).isEqualTo("system");
            assertThat(event.getTime()).isEqualTo("2026-01-02T03:04:05Z");
            assertThat(ChangeEventCodec.decode(event)).isInstanceOf(DecodedEvent.Known.class);
        }
    }

    @Test
    void anEventThatIsTooLargeHoldsUpItsKeyAlone() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = desk()) {
            String large = "x".repeat(Topics.MAX_EVENT_BYTES);
            transactions(desk).executeWrite(status -> {
                desk.getBean(Outbox.class).append(change(request, 1, 1, large));
                return true;
            });
            append(desk, 1, 2);
            append(desk, 2, 1);
            await().atMost(PATIENCE).until(() -> topic.versions(request).containsKey("user-2"));
            long session = Changes.number(database, "SELECT backend_pid FROM support.relay_leader");
            Counter failures = desk.getBean(MeterRegistry.class)
                    .get("deskledger.outbox.publish.failures")
                    .counter();
            double before = failures.count();
            await().atMost(PATIENCE).until(() -> failures.count() >= before + 3);
            append(desk, 2, 2);
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(topic.versions(request)).containsOnly(Map.entry("user-2", List.of(1L, 2L))));
            assertThat(Changes.number(database, "SELECT backend_pid FROM support.relay_leader"))
                    .as("nothing was begun anew")
                    .isEqualTo(session);
            await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 2);
        }
    }

    @Test
    void manyEventsBehindOneThatIsTooLargeHoldUpNobodyElse() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext desk = desk()) {
            transactions(desk).executeWrite(status -> {
                Outbox outbox = desk.getBean(Outbox.class);
                outbox.append(change(request, 1, 1, "x".repeat(Topics.MAX_EVENT_BYTES)));
                for (long version = 2; version <= 1_500; version++) {
                    outbox.append(change(request, 1, version));
                }
                outbox.append(change(request, 2, 1));
                return true;
            });
            await().atMost(PATIENCE).until(() -> topic.versions(request).containsKey("user-2"));
            assertThat(topic.versions(request)).containsOnlyKeys("user-2");
            await().atMost(PATIENCE).until(() -> Changes.waiting(database) == 1_500);
        }
    }

    @Test
    void readsLargeEventsAFewAtATime() throws Exception {
        try (ApplicationContext desk =
                DeskInstance.start(database, TestServers.kafka(), Map.of("deskledger.relay.enabled", false))) {
            int large = 1_000_000;
            for (long version = 1; version <= 30; version++) {
                long number = version;
                transactions(desk).executeWrite(status -> {
                    desk.getBean(Outbox.class).append(change(request, 1, number, "x".repeat(large)));
                    return true;
                });
            }
            try (RelaySession session =
                    new RelaySession(desk.getBean(RelayDatabase.class).open())) {
                List<Long> read = new ArrayList<>();
                Portion<OutboxRow> portion;
                do {
                    portion = session.read(1_000, Set.of());
                    assertThat(portion.rows()).hasSizeBetween(1, 9);
                    portion.rows().forEach(row -> read.add(row.event().entityVersion()));
                    session.delete(portion.rows().stream().map(OutboxRow::id).toList());
                } while (portion.more());
                assertThat(read).isEqualTo(LongStream.rangeClosed(1, 30).boxed().toList());
                assertThat(Changes.waiting(database)).isZero();
            }
        }
    }

    @Test
    void isLedByOneAndTakenOverWhenItsSessionEnds() throws Exception {
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                ApplicationContext first = desk();
                ApplicationContext second = desk()) {
            await().atMost(PATIENCE).until(() -> leaders(first, second) == 1);
            long pid = Changes.number(database, "SELECT backend_pid FROM support.relay_leader");
            append(first, 1, 1);
            append(second, 1, 2);
            Changes.number(database, "SELECT pg_terminate_backend(backend_pid)::int FROM support.relay_leader");
            append(first, 1, 3);
            append(second, 1, 4);

            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(topic.versions(request)).containsEntry("user-1", List.of(1L, 2L, 3L, 4L)));
            await().atMost(PATIENCE).until(() -> leaders(first, second) == 1);
            assertThat(Changes.number(database, "SELECT backend_pid FROM support.relay_leader"))
                    .isNotEqualTo(pid);
        }
    }

    @Test
    void replacesALeaderThatIsFrozen() throws Exception {
        desk().close();
        try (ChangesTopic topic = new ChangesTopic(TestServers.kafka());
                Connection frozen = database.connect(DatabaseRole.API);
                Statement statement = frozen.createStatement()) {
            statement.execute("SELECT pg_advisory_lock(1145849932, 1)");
            statement.execute("""
                    INSERT INTO support.relay_leader (instance, backend_pid, heartbeat_at)
                    VALUES (gen_random_uuid(), pg_backend_pid(), clock_timestamp())
                    ON CONFLICT (singleton) DO UPDATE SET backend_pid = pg_backend_pid(), heartbeat_at = clock_timestamp()
                    """);
            try (ApplicationContext desk = desk()) {
                append(desk, 1, 1);

                await().atMost(PATIENCE).until(() -> topic.of(request).size() == 1);
                assertThat(frozen.isValid(5)).isFalse();
            }
        }
    }

    private ApplicationContext desk() {
        return DeskInstance.start(
                database,
                TestServers.kafka(),
                Map.of("deskledger.relay.frozen-after", "2s", "deskledger.relay.tick", "200ms"));
    }

    private void append(ApplicationContext desk, long user, long version) {
        transactions(desk).executeWrite(status -> {
            desk.getBean(Outbox.class).append(change(request, user, version));
            return true;
        });
    }

    @SuppressWarnings("unchecked")
    private static TransactionOperations<Connection> transactions(ApplicationContext desk) {
        return desk.getBean(TransactionOperations.class);
    }

    private static long leaders(ApplicationContext... desks) {
        return Stream.of(desks)
                .filter(desk -> desk.getBean(RelayMetrics.class).isLeading())
                .count();
    }
}
