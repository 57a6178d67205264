package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.event.TicketEvent;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invariant 2: every event once and in order, whatever is repeated, restarted or rebalanced. */
class ExactlyOnceIT {

    private static final String ROWS = """
            SELECT chain, seq, event_id, recorded_at, occurred_at, version, kafka_offset, data, row_hash
              FROM audit.audit_logs ORDER BY chain, seq
            """;

    private static final String GAPS = """
            SELECT ticket_id FROM audit.audit_logs
             GROUP BY ticket_id
            HAVING array_agg(version ORDER BY chain, seq) <> array_agg(version ORDER BY version)
                OR max(version) <> count(*) OR min(version) <> 1
            """;

    private AuditDesk desk;

    @BeforeEach
    void openDesk() {
        desk = new AuditDesk();
    }

    @AfterEach
    void closeDesk() {
        desk.close();
    }

    @Test
    void storesAnEventAsItWasReceived() {
        desk.startConsumer();
        desk.send(List.of(Events.ticket(Events.idAt(Events.CREATED), 42, 1)));
        desk.send(List.of(Events.signIn(9, 3)));
        awaitAudited(2);

        assertThat(desk.query("""
                SELECT ticket_id, entity, entity_id, version, type, action, actor_id, actor_role, request_id, ip,
                       user_agent, changes #>> '{title,to}', extract(epoch FROM occurred_at),
                       extract(epoch FROM recorded_at)
                  FROM audit.trail ORDER BY entity
                """))
                .containsExactly(
                        List.of(
                                "42",
                                "tickets",
                                "42",
                                "1",
                                "io.deskledger.ticket.created.v1",
                                "CREATE",
                                "3",
                                "agent",
                                "req-1",
                                "192.0.2.7",
                                "Mozilla/5.0 (ünïcode)",
                                "Title 1 – déjà vu",
                                "1772360131.123456",
                                "1772360130.123000"),
                        desk.query("""
                                SELECT ticket_id, entity, entity_id, version, type, action, actor_id, actor_role,
                                       request_id, ip, user_agent, null, extract(epoch FROM occurred_at),
                                       extract(epoch FROM recorded_at)
                                  FROM audit.trail WHERE entity = 'users' AND ticket_id IS NULL AND entity_id = 9
                                """).getFirst());
    }

    @Test
    void leavesOutWhatIsRepeatedInWhateverOrder() throws SQLException {
        desk.startConsumer();
        List<TicketEvent> events = Events.tickets(50, 6);
        List<TicketEvent> repeated = new ArrayList<>(events);
        Collections.shuffle(repeated, new Random(7));
        desk.send(events);
        desk.send(repeated);
        desk.send(Events.tickets(0, 0));
        desk.send(List.of(Events.signIn(1, 1)));

        awaitAudited(301);
        awaitConsumed(601);
        assertThat(desk.audited()).isEqualTo(301);
        assertThat(desk.query(GAPS)).isEmpty();
        assertIntact(301);
    }

    @Test
    void aFullReplayChangesNothing() throws SQLException {
        desk.startConsumer();
        desk.send(Events.tickets(40, 5));
        awaitAudited(200);
        desk.stopConsumers();
        List<List<String>> before = desk.query(ROWS);

        desk.execute(DatabaseRole.OWNER, "UPDATE audit.chain_heads SET next_offset = 0");
        desk.startConsumer();
        awaitConsumed(200);
        assertThat(desk.query(ROWS)).isEqualTo(before);

        // A log that is built anew from Kafka is the same log, byte for byte.
        desk.stopConsumers();
        desk.execute(DatabaseRole.OWNER, "TRUNCATE audit.audit_logs, audit.chain_heads");
        desk.startConsumer();
        awaitAudited(200);
        assertThat(desk.query(ROWS)).isEqualTo(before);
    }

    @Test
    void twoConsumersShareTheWorkWhileOneComesAndGoes() throws SQLException {
        desk.startConsumer();
        List<TicketEvent> events = Events.tickets(500, 10);
        for (int i = 0; i < events.size(); i += 250) {
            if (i == 1_500) {
                desk.startConsumer();
            }
            if (i == 2_500) {
                await().atMost(Duration.ofSeconds(40)).until(() -> desk.busyConsumers() == 2);
            }
            if (i == 3_500) {
                desk.stopOldestConsumer();
            }
            desk.send(events.subList(i, i + 250));
        }
        awaitAudited(5_000);
        assertThat(desk.query(GAPS)).isEmpty();
        assertIntact(5_000);
    }

    private void awaitAudited(long rows) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(desk.audited()).isEqualTo(rows));
    }

    private void awaitConsumed(long messages) {
        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(desk.query("SELECT sum(next_offset) FROM audit.chain_heads"))
                        .containsExactly(List.of(Long.toString(messages))));
    }

    private void assertIntact(long rows) {
        desk.assertWhole(rows);
    }
}
