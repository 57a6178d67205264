package io.deskledger.audit.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.audit.consume.AuditDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.audit.consume.OwnedChains;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.Checkpoint;
import io.deskledger.model.chain.CheckpointPem;
import io.deskledger.model.chain.CheckpointSigner;
import io.deskledger.model.chain.Hash;
import io.deskledger.model.chain.RowMarks;
import io.deskledger.model.chain.SignedCheckpoint;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One pass of the checkpointer over a log that was written and not signed. */
class CheckpointerIT {

    private static final Set<Integer> CHAINS = new TreeSet<>(Set.of(0, 1, 2, 3));

    @TempDir
    private Path folder;

    private SealedDesk sealed;
    private AuditDesk desk;
    private CheckpointSigner signer;
    private final List<SignedCheckpoint> told = new ArrayList<>();

    @BeforeEach
    void write() throws IOException {
        sealed = new SealedDesk(folder);
        desk = sealed.desk;
        signer = CheckpointPem.signer(Files.readString(folder.resolve("key.pem")));
        desk.startConsumer();
        desk.send(Events.tickets(8, 5));
        desk.awaitAudited(40);
        desk.stopConsumers();
    }

    @AfterEach
    void close() {
        sealed.close();
    }

    @Test
    void aChainThatFailsKeepsNoOtherFromItsCheckpoint() throws SQLException {
        desk.execute(DatabaseRole.OWNER, "INSERT INTO audit.checkpoints VALUES (0, 1, now(), 'damaged', true)");
        assertThatThrownBy(() -> checkpointer(desk.auditor(), CheckpointFolio.none(), told::addAll)
                        .pass(Duration.ZERO))
                .hasMessageStartingWith("1 chains could not be signed");
        assertThat(told.stream().map(one -> one.checkpoint().chain())).containsExactly(1, 2, 3);
    }

    @Test
    void aTreeThatWasLostIsBuiltAgainWithTheFileAndWithoutIt() throws Exception {
        checkpointer(desk.auditor(), CheckpointFolio.none(), told::addAll).pass(Duration.ZERO);
        List<List<String>> trees = trees();
        desk.execute(DatabaseRole.OWNER, "DELETE FROM audit.chain_trees");
        checkpointer(desk.auditor(), CheckpointFolio.none(), told::addAll).pass(Duration.ZERO);
        assertThat(trees()).isEqualTo(trees);

        try (CheckpointFolio folio = CheckpointFolio.open(sealed.file("one"))) {
            folio.append(told);
            desk.execute(DatabaseRole.OWNER, "DELETE FROM audit.chain_trees");
            checkpointer(desk.auditor(), folio, told::addAll).pass(Duration.ZERO);
        }
        assertThat(trees()).isEqualTo(trees);
        assertThat(told).hasSize(CHAINS.size());
    }

    @Test
    void aLongListIsToldInPagesWithoutAConnectionOfTheDatabase() throws Exception {
        int waiting = 2 * CheckpointStore.PAGE + 1;
        store(0, waiting, signer);
        List<Integer> pages = new ArrayList<>();
        List<Connection> opened = new ArrayList<>();
        checkpointer(watched(opened), CheckpointFolio.none(), page -> {
                    pages.add(page.size());
                    told.addAll(page);
                    for (Connection connection : opened) {
                        assertThat(closed(connection)).isTrue();
                    }
                })
                .pass(Duration.ZERO);
        // The three others have one each.
        assertThat(pages).containsExactly(CheckpointStore.PAGE, CheckpointStore.PAGE, 1 + 3);
        assertThat(told).hasSize(waiting + 3).doesNotHaveDuplicates();
        assertThat(desk.query("SELECT count(*) FROM audit.checkpoints WHERE NOT published"))
                .isEqualTo(List.of(List.of("0")));
    }

    @Test
    void whatNobodyTrustedHasSignedIsNotTold() throws SQLException {
        store(0, CheckpointStore.PAGE + 1, CheckpointPem.signer(CheckpointPem.generate()));
        assertThatThrownBy(() -> checkpointer(desk.auditor(), CheckpointFolio.none(), told::addAll)
                        .pass(Duration.ZERO))
                .hasMessageContaining("501 stored checkpoints not be published");
        assertThat(told.stream().map(one -> one.checkpoint().chain())).containsExactly(1, 2, 3);
    }

    /** Checkpoints of more and more rows, as if they had waited for the broker. */
    private void store(int chain, int number, CheckpointSigner by) throws SQLException {
        try (Connection connection = desk.database.connect(DatabaseRole.OWNER)) {
            for (int size = 1_000; size < 1_000 + number; size++) {
                Checkpoint one = new Checkpoint(
                        chain,
                        size,
                        Hash.GENESIS,
                        Hash.GENESIS,
                        RowMarks.of(List.of()),
                        Instant.parse("2026-03-01T10:00:00Z"),
                        Hash.GENESIS);
                CheckpointStore.add(connection, by.sign(one), false);
            }
        }
    }

    /** Connections of which it is known afterwards whether they are still open. */
    private DataSource watched(List<Connection> opened) {
        DataSource auditor = desk.auditor();
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (_, method, arguments) -> {
                    Object answer = method.invoke(auditor, arguments);
                    if (answer instanceof Connection connection) {
                        opened.add(connection);
                    }
                    return answer;
                });
    }

    private record AllChains() implements OwnedChains {
        @Override
        public Set<Integer> ownedChains() {
            return CHAINS;
        }

        @Override
        public Set<Integer> lastChains() {
            return CHAINS;
        }
    }

    private static boolean closed(Connection connection) {
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<List<String>> trees() {
        return desk.query("SELECT chain, size, peaks FROM audit.chain_trees ORDER BY chain");
    }

    private Checkpointer checkpointer(DataSource database, CheckpointFolio folio, Publisher.Publication publication) {
        ChainSealer sealer = new ChainSealer(database, signer, sealed.keys(), folio, Clock.systemUTC());
        return new Checkpointer(
                new AllChains(),
                sealer,
                new Publisher(database, sealer, publication),
                new CheckpointMetrics(new SimpleMeterRegistry()));
    }
}
