package io.deskledger.local.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients write and note what is acknowledged, whatever is done to the parts of the system. In the end each
 * acknowledged change is in the audit log once and in its order, and the log holds nothing else of theirs.
 *
 * <p>{@code -Pledger} runs it; {@code -Ddeskledger.ledger.kills=300} goes on for longer,
 * {@code -Ddeskledger.ledger.seed=N} repeats a run's choices, and {@code -Ddeskledger.ledger.away=300} keeps the broker
 * away for so many seconds.
 */
@Tag("ledger")
class LedgerIT {

    private static final String PASSWORD = "a-password-for-the-ledger";
    private static final String BROKER = "kafka";

    @TempDir
    private Path folder;

    private RunningLauncher launcher;
    private LedgerAudit audit;

    @BeforeEach
    void start() throws Exception {
        launcher = RunningLauncher.start(
                        folder.resolve("data"), Ports.free(), PASSWORD, Map.of("DESKLEDGER_RATE_LIMIT_USER", "0"))
                .awaitUp();
        audit = new LedgerAudit(launcher, PASSWORD, Instant.now());
    }

    @AfterEach
    void stop() {
        if (launcher != null) {
            launcher.destroy();
        }
    }

    @Test
    void whatIsAcknowledgedIsAuditedOnceAndInOrderWhateverIsKilled() throws Exception {
        int kills = Integer.getInteger("deskledger.ledger.kills", 60);
        long seed = Long.getLong(
                "deskledger.ledger.seed", ThreadLocalRandom.current().nextLong(1_000_000));
        System.out.printf("seed %d, %d kills%n", seed, kills);
        Ledger ledger = Ledger.open(launcher, PASSWORD, seed);
        Saboteur saboteur = new Saboteur(launcher, seed, ledger::done);
        long began = System.nanoTime();
        saboteur.kill(kills);
        double sabotaged = seconds(began);
        Map<Long, List<String>> acknowledged = ledger.close();
        System.out.printf(
                "%d changes of %d tickets acknowledged, %d sent again, in %.0f s; %s%n",
                ledger.done(), acknowledged.size(), ledger.retries(), sabotaged, saboteur);
        assertThat(acknowledged).hasSizeGreaterThan(50);
        audit.expectExactly(acknowledged);
        System.out.printf("all of them are in the log, once and in order, %.0f s after the start%n", seconds(began));
    }

    /** Silent for half of the time, killed again and again for the other half: no change meets an error. */
    @Test
    void changesGoOnWithoutABrokerAndAreAuditedWhenItIsBack() throws Exception {
        Duration half = Duration.ofMillis(Integer.getInteger("deskledger.ledger.away", 30) * 500L);
        Ledger ledger =
                Ledger.open(launcher, PASSWORD, ThreadLocalRandom.current().nextLong());
        await().until(() -> ledger.done() > 50);
        long before = ledger.done();
        Frozen broker = Frozen.freeze(launcher.process(BROKER).orElseThrow());
        Thread.sleep(half);
        JsonNode away = audit.gaps(audit.admin());
        broker.kill();
        keepDown(half);
        long back = System.nanoTime();
        long meanwhile = ledger.done() - before;
        Map<Long, List<String>> acknowledged = ledger.close();

        assertThat(ledger.retries()).as("answers that were an error, or none").isZero();
        assertThat(away.path("settled").asBoolean()).as("%s", away).isFalse();
        assertThat(away.at("/lag/outbox").asLong()).as("%s", away).isPositive();
        audit.awaitSettled();
        System.out.printf(
                "broker away for %.0f s: %d changes meanwhile, the slowest took %d ms; all audited %.1f s after its end%n",
                2 * half.toMillis() / 1e3, meanwhile, ledger.slowestMillis(), seconds(back));
        audit.expectExactly(acknowledged);
    }

    /** The launcher starts it again and again; it never gets as far as to answer. */
    private void keepDown(Duration time) throws InterruptedException {
        long until = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < until) {
            launcher.process(BROKER).ifPresent(ProcessHandle::destroyForcibly);
            Thread.sleep(Duration.ofMillis(20));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }
}
