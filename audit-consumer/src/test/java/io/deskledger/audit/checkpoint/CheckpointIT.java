package io.deskledger.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.deskledger.audit.chain.ChainReport;
import io.deskledger.audit.consume.AuditDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.embedded.TestServers;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointJson;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.MerkleFrontier;
import io.deskledger.model.chain.SignedCheckpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log was is signed and told to the world outside the database, once, in one line of history per chain. */
class CheckpointIT {

    @TempDir
    private Path folder;

    private SealedDesk sealed;
    private AuditDesk desk;

    @BeforeEach
    void open() throws IOException {
        sealed = new SealedDesk(folder);
        desk = sealed.desk;
    }

    @AfterEach
    void close() {
        sealed.close();
    }

    @Test
    void theFileAndTheTopicHaveTheSameAndARestartGoesOnWithIt() {
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.stopConsumers();
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.stopConsumers();

        assertLinked("one");
        Set<SignedCheckpoint> filed = new HashSet<>();
        for (int chain = 0; chain < AuditDesk.PARTITIONS; chain++) {
            filed.addAll(sealed.of(chain, "one"));
        }
        assertThat(filed).hasSizeGreaterThanOrEqualTo(2 * AuditDesk.PARTITIONS);
        assertThat(new HashSet<>(published())).isEqualTo(filed);
    }

    @Test
    void aProcessThatIsStoppedSignsWhatItHasWritten() {
        sealed.startConsumer("one", Duration.ofHours(1));
        write(8);
        assertThat(sealed.of(0, "one")).isEmpty();
        desk.stopConsumers();

        ChainReport report = desk.verify(sealed.seals("one"));
        assertThat(report.sealed()).isEqualTo(desk.audited());
        assertThat(report.isIntact()).isTrue();
        Set<SignedCheckpoint> filed = new HashSet<>();
        for (int chain = 0; chain < AuditDesk.PARTITIONS; chain++) {
            filed.addAll(sealed.of(chain, "one"));
        }
        assertThat(new HashSet<>(published())).isEqualTo(filed);
    }

    @Test
    void whoeverReadsThePartitionNextGoesOnWithTheSameHistory() {
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        sealed.startConsumer("two");
        await().atMost(Duration.ofSeconds(30)).until(() -> desk.busyConsumers() == 2);
        write(8);
        sealed.awaitSealed("one", "two");
        desk.stopOldestConsumer();
        write(8);
        sealed.awaitSealed("one", "two");
        desk.stopConsumers();

        assertLinked("one", "two");
        assertThat(Files.exists(sealed.file("two"))).isTrue();
    }

    @Test
    void whatWasSignedButNotPublishedIsPublishedAsItWas() throws SQLException {
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.stopConsumers();
        // As if the process had died behind the first transaction.
        desk.execute(DatabaseRole.OWNER, "UPDATE audit.checkpoints SET published = false");
        sealed.startConsumer("two");
        sealed.awaitSealed("two");
        desk.stopConsumers();

        for (int chain = 0; chain < AuditDesk.PARTITIONS; chain++) {
            assertThat(sealed.of(chain, "two")).isEqualTo(sealed.of(chain, "one"));
        }
        assertThat(desk.verify(sealed.seals("one", "two")).isIntact()).isTrue();
    }

    @Test
    void aHistoryThatWasRewrittenIsNotSigned() throws SQLException {
        EmbeddedServer consumer = sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.execute(DatabaseRole.OWNER, """
                UPDATE audit.audit_logs SET row_hash = sha256('forged')
                 WHERE (chain, seq) IN (SELECT chain, seq FROM audit.chain_heads);
                UPDATE audit.chain_heads SET hash = sha256('forged');
                """);
        write(8);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(conflicts(consumer)).isEqualTo(AuditDesk.PARTITIONS));
        assertThat(desk.verify(sealed.seals("one")).breaks()).hasSize(AuditDesk.PARTITIONS);
        assertThat(desk.query("SELECT max(size) FROM audit.checkpoints GROUP BY chain ORDER BY chain"))
                .isEqualTo(desk.query("SELECT size FROM audit.chain_trees ORDER BY chain"));
    }

    @Test
    void aRestoredDatabaseComesBackToWhatWasSigned() throws Exception {
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.stopConsumers();
        int chain = 0;
        // The tables as an older backup has them.
        desk.execute(DatabaseRole.OWNER, """
                CREATE TABLE audit.kept AS SELECT * FROM audit.audit_logs WHERE chain = 0;
                DELETE FROM audit.audit_logs WHERE chain = 0;
                DELETE FROM audit.checkpoints WHERE chain = 0;
                DELETE FROM audit.chain_trees WHERE chain = 0;
                """);
        CheckpointSigner signer = CheckpointPem.signer(Files.readString(folder.resolve("key.pem")));
        try (CheckpointFolio folio = CheckpointFolio.open(sealed.file("one"))) {
            Checkpoint last = folio.last(chain).orElseThrow().checkpoint();
            ChainSealer sealer = new ChainSealer(desk.auditor(), signer, sealed.keys(), folio, Clock.systemUTC());
            desk.execute(DatabaseRole.OWNER, "INSERT INTO audit.audit_logs SELECT * FROM audit.kept WHERE seq <= 3");
            assertThat(sealer.seal(chain, Duration.ZERO)).isFalse();
            assertThat(desk.query("SELECT count(*) FROM audit.checkpoints WHERE chain = 0"))
                    .isEqualTo(List.of(List.of("0")));
            desk.execute(DatabaseRole.OWNER, "INSERT INTO audit.audit_logs SELECT * FROM audit.kept WHERE seq > 3");
            assertThat(sealer.seal(chain, Duration.ZERO)).isFalse();
            assertThat(desk.query("SELECT size, published FROM audit.checkpoints WHERE chain = 0"))
                    .isEqualTo(List.of(List.of(Long.toString(last.size()), "t")));
            desk.execute(DatabaseRole.OWNER, """
                    DELETE FROM audit.checkpoints WHERE chain = 0;
                    DELETE FROM audit.chain_trees WHERE chain = 0;
                    UPDATE audit.audit_logs SET row_hash = sha256('forged')
                     WHERE chain = 0 AND seq = (SELECT seq FROM audit.chain_heads WHERE chain = 0);
                    """);
            assertThatThrownBy(() -> sealer.seal(chain, Duration.ZERO)).isInstanceOf(ConflictException.class);
        }
    }

    @Test
    void aCheckpointThatNobodySignedIsNotBelieved() throws Exception {
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        desk.stopConsumers();
        // A history made up, one more row, and what the consumer keeps of a chain to fit: all but a signature.
        desk.execute(DatabaseRole.OWNER, """
                UPDATE audit.audit_logs SET row_hash = sha256('forged') WHERE chain = 0 AND seq = 1;
                CREATE TABLE audit.more AS
                SELECT * FROM audit.audit_logs WHERE chain = 0 ORDER BY seq DESC LIMIT 1;
                UPDATE audit.more
                   SET seq = seq + 1, event_id = gen_random_uuid(), prev_hash = row_hash, row_hash = sha256('next');
                """);
        CheckpointSigner signer = CheckpointPem.signer(Files.readString(folder.resolve("key.pem")));
        SignedCheckpoint known = sealed.of(0, "one").getLast();
        try (Connection connection = desk.database.connect(DatabaseRole.OWNER);
                CheckpointFolio folio = CheckpointFolio.open(sealed.file("one"))) {
            Checkpoint forged = forge(connection, known.checkpoint());
            desk.execute(DatabaseRole.OWNER, "INSERT INTO audit.audit_logs SELECT * FROM audit.more");
            ChainSealer sealer = new ChainSealer(desk.auditor(), signer, sealed.keys(), folio, Clock.systemUTC());
            CheckpointSigner thief = CheckpointPem.signer(CheckpointPem.generate());
            for (SignedCheckpoint line : List.of(
                    thief.sign(forged),
                    new SignedCheckpoint(forged, signer.id(), thief.sign(forged).signature()),
                    new SignedCheckpoint(forged, known.key(), known.signature()))) {
                desk.execute(
                        DatabaseRole.OWNER,
                        "UPDATE audit.checkpoints SET line = '" + CheckpointJson.write(line)
                                + "' WHERE chain = 0 AND size = " + forged.size());
                assertThatThrownBy(() -> sealer.seal(0, Duration.ZERO))
                        .isInstanceOf(ConflictException.class)
                        .hasMessageContaining("no trusted key");
            }
        }
    }

    /** What the checkpoint would be over the rows as they are now; the chain's tree is put in order too. */
    private static Checkpoint forge(Connection connection, Checkpoint known) throws SQLException {
        MerkleFrontier tree = new MerkleFrontier();
        List<StoredHash> rows = CheckpointStore.hashes(connection, known.chain(), 0, (int) known.size());
        rows.forEach(row -> tree.append(row.hash()));
        CheckpointStore.keep(connection, known.chain(), tree);
        Hash head = rows.getLast().hash();
        return new Checkpoint(
                known.chain(), tree.size(), tree.root(), head, known.rows(), known.at(), known.previous());
    }

    @Test
    void aBacklogGetsSeveral() throws Exception {
        int rows = ChainSealer.MOST_ROWS * 2 + 10;
        desk.startConsumer();
        desk.send(Events.tickets(1, rows));
        desk.awaitAudited(rows);
        desk.stopConsumers();
        sealed.startConsumer("one");
        sealed.awaitSealed("one");
        ChainReport report = desk.verify(sealed.seals("one"));
        assertThat(report.chains().stream().mapToLong(one -> one.checkpoints()).sum())
                .isEqualTo(3);
        assertThat(desk.query("SELECT count(*) FROM audit.chain_blocks")).isEqualTo(List.of(List.of("8")));
        assertLinked("one");
    }

    @Test
    void aLineThatPowerWasLostInIsLeftBehind() throws IOException {
        Files.writeString(sealed.file("one"), "{\"chain\":0,\"si");
        sealed.startConsumer("one");
        write(8);
        sealed.awaitSealed("one");
        assertThat(sealed.seals("one").file().unreadable()).isEqualTo(1);
    }

    @Test
    void aBadKeyKeepsItFromStarting() {
        Path bad = folder.resolve("public.pem");
        assertThatThrownBy(() -> desk.startConsumer(Map.of("deskledger.audit.checkpoints.key-file", bad.toString())))
                .hasStackTraceContaining("there is no PRIVATE KEY in PEM");
    }

    private void write(int tickets) {
        long before = desk.audited();
        desk.send(Events.tickets(tickets, 5));
        desk.awaitAudited(before + tickets * 5L);
    }

    /** Each checkpoint of a chain names the one before: there is one history, whoever wrote it. */
    private void assertLinked(String... names) {
        for (int chain = 0; chain < AuditDesk.PARTITIONS; chain++) {
            Hash previous = Hash.GENESIS;
            for (SignedCheckpoint one : sealed.of(chain, names)) {
                assertThat(one.checkpoint().previous()).isEqualTo(previous);
                previous = one.checkpoint().hash();
            }
        }
    }

    private static double conflicts(EmbeddedServer consumer) {
        return consumer.getApplicationContext()
                .getBean(MeterRegistry.class)
                .get("deskledger.audit.checkpoint.conflicts")
                .gauge()
                .value();
    }

    private List<SignedCheckpoint> published() {
        try (KafkaConsumer<String, String> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", TestServers.kafka()), new StringDeserializer(), new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(sealed.checkpoints, 0);
            reader.assign(List.of(partition));
            reader.seekToBeginning(List.of(partition));
            long end =
                    Objects.requireNonNull(reader.endOffsets(List.of(partition)).get(partition));
            List<SignedCheckpoint> found = new ArrayList<>();
            while (reader.position(partition) < end) {
                for (ConsumerRecord<String, String> record : reader.poll(Duration.ofSeconds(5))) {
                    SignedCheckpoint one = CheckpointJson.read(record.value());
                    assertThat(record.key())
                            .isEqualTo(Integer.toString(one.checkpoint().chain()));
                    found.add(one);
                }
            }
            return found;
        }
    }
}
