package io.deskledger.audit.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.TicketEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;

/** However often and in whatever order the topic is read: the table is the same, byte for byte. */
class ReplayIT {

    private static final int TICKETS = 300;
    private static final int VERSIONS = 5;
    private static final int EVENTS = TICKETS * VERSIONS;
    private static final long SEED = 20_261_121;

    /** All that the table has, in PostgreSQL's own binary form. */
    private static final String EVERYTHING = "SELECT * FROM audit.audit_logs ORDER BY chain, seq, recorded_at";

    /** The same but for the time of writing, which is another one for a table that is built anew. */
    private static final String RECEIVED = """
            SELECT chain, seq, event_id, recorded_at, occurred_at, type, entity, entity_id, ticket_id, version, action,
                   actor_id, actor_role, request_id, kafka_offset, data, data_hash, prev_hash, row_hash
              FROM audit.audit_logs ORDER BY chain, seq, recorded_at
            """;

    private final Random random = new Random(SEED);
    private final List<TicketEvent> events = interleaved();
    private AuditDesk desk;
    private long sent;

    @BeforeEach
    void audit() {
        desk = new AuditDesk();
        desk.startConsumer();
        desk.send(events);
        sent = EVENTS;
        desk.awaitAudited(EVENTS);
    }

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void repeatedAndShuffledEventsChangeNoByte() {
        byte[] before = copy(EVERYTHING);
        // One after the other, key by key in order; each twice; the order of each key broken too; in other partitions.
        repeat(events);
        repeat(events.stream().flatMap(event -> List.of(event, event).stream()).toList());
        repeat(shuffled());
        repeat(shuffled().reversed());
        elsewhere(shuffled());
        awaitConsumed(sent);

        assertThat(copy(EVERYTHING)).isEqualTo(before);
        desk.assertWhole(EVENTS);
    }

    @Test
    void aTopicThatIsReadFromItsBeginningChangesNoByte() throws SQLException {
        byte[] before = copy(EVERYTHING);
        repeat(shuffled());
        awaitConsumed(sent);
        for (int consumers = 1; consumers <= 2; consumers++) {
            desk.stopConsumers();
            desk.execute(DatabaseRole.OWNER, "UPDATE audit.chain_heads SET next_offset = 0");
            for (int i = 0; i < consumers; i++) {
                desk.startConsumer();
            }
            awaitConsumed(sent);
            assertThat(copy(EVERYTHING)).as("%d consumers", consumers).isEqualTo(before);
        }
        desk.assertWhole(EVENTS);
    }

    @Test
    void aTableThatIsBuiltAnewFromTheTopicIsTheSame() throws SQLException {
        byte[] before = copy(RECEIVED);
        repeat(shuffled());
        awaitConsumed(sent);
        desk.stopConsumers();
        desk.execute(DatabaseRole.OWNER, "TRUNCATE audit.audit_logs, audit.chain_heads");
        desk.startConsumer();
        awaitConsumed(sent);

        assertThat(copy(RECEIVED)).isEqualTo(before);
        desk.assertWhole(EVENTS);
    }

    /** What the topic gets where an order is broken from the start: every event once, and the chain whole. */
    @Test
    void aTopicWhoseOrderWasNeverRightIsAuditedOnceAllTheSame() {
        try (AuditDesk other = new AuditDesk()) {
            other.startConsumer();
            other.send(shuffled());
            other.send(shuffled());
            other.awaitAudited(EVENTS);
            other.assertWhole(EVENTS);
            String content = "SELECT event_id, ticket_id, version, data_hash FROM audit.audit_logs ORDER BY event_id";
            assertThat(other.query(content)).isEqualTo(desk.query(content));
        }
    }

    /** The tickets' lives side by side, as a desk would write them: each in its order. */
    private List<TicketEvent> interleaved() {
        List<TicketEvent> lives = Events.tickets(TICKETS, VERSIONS);
        List<TicketEvent> ordered = new ArrayList<>();
        for (int version = 0; version < VERSIONS; version++) {
            for (int ticket = 0; ticket < TICKETS; ticket++) {
                ordered.add(lives.get(ticket * VERSIONS + version));
            }
        }
        return ordered;
    }

    private List<TicketEvent> shuffled() {
        List<TicketEvent> copy = new ArrayList<>(events);
        Collections.shuffle(copy, random);
        return copy;
    }

    private void repeat(List<? extends ChangeEvent> again) {
        desk.send(again);
        sent += again.size();
    }

    /** As if the number of partitions had changed. */
    private void elsewhere(List<TicketEvent> again) {
        desk.sendAll(again.stream()
                .map(desk::message)
                .map(message -> new ProducerRecord<>(
                        message.topic(),
                        random.nextInt(AuditDesk.PARTITIONS),
                        message.key(),
                        message.value(),
                        message.headers()))
                .toList());
        sent += again.size();
    }

    private void awaitConsumed(long messages) {
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(desk.query("SELECT sum(next_offset) FROM audit.chain_heads"))
                        .containsExactly(List.of(Long.toString(messages))));
    }

    private byte[] copy(String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (Connection connection = desk.database.connect(DatabaseRole.OWNER)) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut("COPY (" + query + ") TO STDOUT (FORMAT binary)", bytes);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(bytes.size()).isGreaterThan(EVENTS * 100);
        return bytes.toByteArray();
    }
}
