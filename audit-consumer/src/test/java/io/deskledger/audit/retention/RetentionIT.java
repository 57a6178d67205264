package io.deskledger.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskledger.audit.chain.ChainReport;
import io.deskledger.audit.checkpoint.SealedDesk;
import io.deskledger.audit.consume.AuditDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.event.TicketEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is too old loses its data and nothing else: the log stays whole, and says the truth. */
class RetentionIT {

    private static final int EACH = 40;
    private static final int MONTHS = 24;
    private static final Instant JANUARY = Instant.parse("2024-01-15T10:00:00Z");
    private static final Instant FEBRUARY = Instant.parse("2024-02-15T10:00:00Z");
    private static final Instant MARCH = Instant.parse("2024-03-15T10:00:00Z");

    /** With 24 months: February of 2024 is the first that is kept. */
    private static final Clock NOW = Clock.fixed(Instant.parse("2026-02-01T00:00:00Z"), ZoneOffset.UTC);

    private static final String ALL_BUT_DATA = """
            SELECT chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
                   actor_id, actor_role, request_id, kafka_offset, data_hash, prev_hash, row_hash, audited_at
              FROM audit.audit_logs ORDER BY chain, seq
            """;

    private static final String WITH_DATA = """
            SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM'), count(data), count(*)
              FROM audit.audit_logs GROUP BY 1 ORDER BY 1
            """;

    private static final String UNDER_WAY = """
            SELECT 1
              FROM pg_locks
             WHERE locktype = 'advisory'
               AND objid::bigint = hashtext('deskledger.audit.erase_contents')::bigint & x'ffffffff'::bigint
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """;

    @TempDir
    private Path folder;

    private SealedDesk sealed;
    private AuditDesk desk;
    private final List<TicketEvent> events = new ArrayList<>();

    @BeforeEach
    void open() throws IOException {
        sealed = new SealedDesk(folder);
        desk = sealed.desk;
        for (int ticket = 1; ticket <= EACH; ticket++) {
            events.add(Events.ticket(Events.idAt(JANUARY.plusSeconds(ticket)), ticket, 1));
            events.add(Events.ticket(Events.idAt(FEBRUARY.plusSeconds(ticket)), ticket, 2));
            events.add(Events.ticket(Events.idAt(MARCH.plusSeconds(ticket)), ticket, 3));
        }
    }

    @AfterEach
    void close() {
        sealed.close();
    }

    @Test
    void whatIsTooOldLosesItsDataAndNothingElse() throws SQLException {
        writeSealed();
        List<List<String>> before = desk.query(ALL_BUT_DATA);

        assertThat(retention().pass()).isEqualTo(EACH);
        assertThat(desk.query(WITH_DATA)).isEqualTo(months(0));
        assertThat(desk.query(ALL_BUT_DATA)).isEqualTo(before);
        ChainReport report = desk.verify(sealed.seals("one"));
        assertThat(report.isIntact()).isTrue();
        assertThat(report.sealed()).isEqualTo(3 * EACH);
        assertThat(report.erased()).isEqualTo(EACH);
        assertThat(retention().pass()).isZero();

        // What comes again is known, and what comes late is erased the next time.
        desk.send(events);
        desk.send(List.of(Events.ticket(Events.idAt(JANUARY), 1, 4)));
        desk.awaitAudited(3 * EACH + 1);
        assertThat(desk.query(WITH_DATA).getFirst()).containsExactly("2024-01", "1", Integer.toString(EACH + 1));
        sealed.awaitSealed("one");
        assertThat(retention().pass()).isEqualTo(1);
        assertThat(desk.query(WITH_DATA).getFirst()).containsExactly("2024-01", "0", Integer.toString(EACH + 1));
        assertThat(desk.verify(sealed.seals("one")).isIntact()).isTrue();
    }

    @Test
    void whoWritesTheLogErasesNothingThatIsToBeKept() throws SQLException {
        writeSealed(0);
        assertRefused("2024-01-01");
        assertThat(retention().pass()).isZero();

        desk.startConsumer(kept(MONTHS));
        assertThat(desk.query("SELECT months FROM audit.retention")).containsExactly(List.of("24"));
        assertRefused(YearMonth.now(ZoneOffset.UTC).minusMonths(MONTHS).atDay(1).toString());
        assertThat(retention().pass()).isEqualTo(EACH);
        assertThatThrownBy(() -> desk.execute(DatabaseRole.AUDIT, "UPDATE audit.retention SET months = 1"))
                .hasMessageContaining("permission denied");
    }

    private void assertRefused(String month) {
        assertThatThrownBy(() -> desk.execute(DatabaseRole.AUDIT, "SELECT audit.erase_contents('" + month + "')"))
                .hasMessageContaining("are to be kept");
    }

    @Test
    void whatIsDoneToARowWithoutDataIsFound() throws SQLException {
        writeSealed();
        retention().pass();
        for (String tampering : List.of(
                "UPDATE audit.audit_logs SET version = 7 WHERE version = 1 AND ticket_id = 3",
                "UPDATE audit.audit_logs SET data_hash = sha256('x') WHERE version = 1 AND ticket_id = 4",
                "DELETE FROM audit.audit_logs WHERE version = 1 AND ticket_id = 5")) {
            desk.execute(DatabaseRole.OWNER, "CREATE TABLE audit.kept AS SELECT * FROM audit.audit_logs");
            desk.execute(DatabaseRole.OWNER, tampering);
            assertThat(desk.verify(sealed.seals("one")).breaks()).as(tampering).hasSize(1);
            desk.execute(
                    DatabaseRole.OWNER,
                    "TRUNCATE audit.audit_logs; INSERT INTO audit.audit_logs SELECT * FROM audit.kept;"
                            + " DROP TABLE audit.kept");
        }
        assertThat(desk.verify(sealed.seals("one")).isIntact()).isTrue();
    }

    @Test
    void nothingIsErasedThatNoCheckpointCovers() throws SQLException {
        desk.startConsumer();
        desk.send(events);
        desk.awaitAudited(3 * EACH);
        assertThat(retention().pass()).isZero();
        assertThat(desk.query(WITH_DATA)).isEqualTo(months(EACH));
    }

    @Test
    void nothingIsErasedThatIsNotWhatWasReceived() throws SQLException {
        writeSealed();
        desk.execute(DatabaseRole.OWNER, "UPDATE audit.audit_logs SET data = '{}' WHERE version = 1 AND ticket_id = 3");
        assertThat(retention().pass()).isZero();
        assertThat(desk.query(WITH_DATA)).isEqualTo(months(EACH));
        assertThat(desk.verify(sealed.seals("one")).breaks()).hasSize(1);
    }

    @Test
    void readersAndWritersAreNotHeldUp() throws Exception {
        writeSealed();
        try (ExecutorService aside = Executors.newSingleThreadExecutor();
                Connection reader = desk.database.connect(DatabaseRole.API);
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM audit.trail");
            Future<Long> erased = aside.submit(() -> retention().pass());
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !desk.query(UNDER_WAY).isEmpty());
            desk.send(Events.tickets(10, 5));
            desk.awaitAudited(3 * EACH + 50);
            assertThat(erased.isDone()).isFalse();
            reader.commit();
            assertThat(erased.get()).isEqualTo(EACH);
        }
        sealed.awaitSealed("one");
        assertThat(desk.verify(sealed.seals("one")).isIntact()).isTrue();
    }

    @Test
    void theConsumerMayHaveOnlyOldMonthsErased() throws SQLException {
        writeSealed();
        assertThatThrownBy(() -> desk.execute(DatabaseRole.AUDIT, "SELECT audit.erase_contents(now()::date)"))
                .hasMessageContaining("too young");
        assertThatThrownBy(() -> desk.execute(DatabaseRole.API, "SELECT audit.erase_contents('2024-01-01')"))
                .hasMessageContaining("permission denied");
        desk.execute(DatabaseRole.AUDIT, "SELECT audit.erase_contents('2023-01-01')");
        assertThat(desk.query(WITH_DATA)).isEqualTo(months(EACH));
    }

    private void writeSealed() {
        writeSealed(MONTHS);
    }

    private void writeSealed(int monthsKept) {
        sealed.startConsumer("one", kept(monthsKept));
        desk.send(events);
        desk.awaitAudited(3 * EACH);
        sealed.awaitSealed("one");
    }

    private static Map<String, Object> kept(int months) {
        return Map.of("deskledger.audit.retention.months", months);
    }

    private Retention retention() {
        return new Retention(desk.auditor(), MONTHS, NOW);
    }

    private static List<List<String>> months(int inJanuary) {
        String each = Integer.toString(EACH);
        return List.of(
                List.of("2024-01", Integer.toString(inJanuary), each),
                List.of("2024-02", each, each),
                List.of("2024-03", each, each));
    }
}
