package io.deskledger.audit.chain;

import static org.assertj.core.api.Assertions.assertThat;

import io.deskledger.audit.checkpoint.SealedDesk;
import io.deskledger.audit.consume.Events;
import io.deskledger.embedded.DatabaseRole;
import io.deskledger.model.chain.ChainBreak;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever the owner of the table does by SQL to a log that the pipeline has written and signed, the first row that is
 * not what it was is named. Every tampering is rolled back before the next one.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TamperIT {

    private static final int TAMPERINGS = Integer.getInteger("deskledger.test.tamperings", 1_000);
    private static final long SEED = Long.getLong("deskledger.test.seed", System.nanoTime());

    private static final List<Tampering.Kind> KINDS = List.of(Tampering.Kind.values());

    @TempDir
    private static Path folder;

    private SealedDesk sealed;
    private ChainReport whole;

    @BeforeAll
    void write() throws IOException {
        sealed = new SealedDesk(folder);
        sealed.startConsumer("one");
        for (int round = 1; round <= 4; round++) {
            send(round);
            sealed.desk.awaitAudited(round * 50L);
            sealed.awaitSealed("one");
        }
        sealed.desk.stopConsumers();
        // What comes after the last checkpoint.
        sealed.desk.startConsumer();
        send(5);
        sealed.desk.awaitAudited(250);
        sealed.desk.stopConsumers();
        whole = sealed.desk.verify(sealed.seals("one"));
        assertThat(whole.isIntact()).isTrue();
        assertThat(whole.sealed()).isEqualTo(200);
    }

    /** The lives of ten other tickets each time: no two rows of a chain are alike. */
    private void send(int round) {
        sealed.desk.send(Events.tickets(10 * round, 5).subList(50 * (round - 1), 50 * round));
    }

    @AfterAll
    void close() {
        sealed.close();
    }

    @Test
    void everyTamperingIsFoundAtItsFirstRow() throws SQLException {
        System.out.println("Tampering with seed " + SEED + " (-Ddeskledger.test.seed)");
        SplittableRandom random = new SplittableRandom(SEED);
        Map<Tampering.Kind, Integer> done = new EnumMap<>(Tampering.Kind.class);
        Seals seals = sealed.seals("one");
        try (Connection owner = sealed.desk.database.connect(DatabaseRole.OWNER)) {
            owner.setAutoCommit(false);
            for (int i = 0; i < TAMPERINGS; i++) {
                Tampering.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                ChainResult chain =
                        whole.chains().get(random.nextInt(whole.chains().size()));
                Tampering tampering = new Tampering(owner, random, chain.chain(), chain.rows(), chain.sealed());
                long first = tampering.apply(kind);
                assertThat(ChainVerifier.walk(owner, chain.chain(), seals)
                                .broken()
                                .map(ChainBreak::seq))
                        .as("seed %d, tampering %d: %s of chain %d, row %d", SEED, i, kind, chain.chain(), first)
                        .contains(first);
                owner.rollback();
                done.merge(kind, 1, Integer::sum);
            }
        }
        System.out.println("Found all of " + done);
        assertThat(sealed.desk.verify(seals)).isEqualTo(whole);
    }

    @Test
    void withoutCheckpointsAChainThatWasWrittenAnewWouldGoUnnoticed() throws SQLException {
        try (Connection owner = sealed.desk.database.connect(DatabaseRole.OWNER)) {
            owner.setAutoCommit(false);
            ChainResult chain = whole.chains().getFirst();
            new Tampering(owner, new SplittableRandom(1), chain.chain(), chain.rows(), chain.sealed())
                    .apply(Tampering.Kind.REWRITE_EDITED);
            assertThat(ChainVerifier.walk(owner, chain.chain(), Seals.none()).broken())
                    .as("which is what checkpoints are for")
                    .isEmpty();
            owner.rollback();
        }
    }
}
