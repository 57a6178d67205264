package io.deskledger.audit.checkpoint;

import io.deskledger.audit.consume.OwnedChains;
import io.deskledger.model.chain.CheckpointSigner;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes checkpoints again and again, from the start of the process to its end; outlives every error. */
@Singleton
final class CheckpointTimer implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTimer.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(8);
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final CheckpointConfiguration configuration;
    private final CheckpointMetrics metrics;
    private final CheckpointFolio folio;
    private final @Nullable Checkpointer checkpointer;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "audit-checkpoints");

    CheckpointTimer(
            CheckpointConfiguration configuration, SigningKey key, DataSource database, Surroundings surroundings)
            throws IOException {
        this.configuration = configuration;
        this.metrics = surroundings.metrics();
        String file = configuration.file();
        this.folio = file == null || file.isBlank() ? CheckpointFolio.none() : CheckpointFolio.open(Path.of(file));
        CheckpointSigner signer = key.signer().orElse(null);
        if (signer == null) {
            this.checkpointer = null;
            LOG.warn("No key is configured: the audit log gets no checkpoints, and its owner could rewrite it");
            return;
        }
        LOG.info("{}, signed with key {}", configuration, signer.id());
        ChainSealer sealer = new ChainSealer(database, signer, key.keys(), folio, surroundings.clock());
        Publisher publisher = new Publisher(database, sealer, checkpoints -> {
            surroundings.topic().send(checkpoints);
            folio.append(checkpoints);
        });
        this.checkpointer = new Checkpointer(surroundings.owned(), sealer, publisher, metrics);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (checkpointer != null) {
            thread.start();
        }
    }

    private void run() {
        try {
            while (!stopping.await(configuration.every().toMillis(), TimeUnit.MILLISECONDS)) {
                // Half the time: a pass that comes a little early must not leave a checkpoint out.
                tryOnce(worker -> worker.pass(configuration.every().dividedBy(2)));
            }
            tryOnce(Checkpointer::lastPass);
        } catch (InterruptedException e) {
            LOG.debug("Stopped while a checkpoint was made", e);
        }
    }

    private void tryOnce(Work work) throws InterruptedException {
        if (checkpointer == null) {
            return;
        }
        try {
            work.on(checkpointer);
        } catch (SQLException | IOException | ExecutionException | TimeoutException | RuntimeException e) {
            metrics.failed();
            LOG.warn("Checkpoints failed and will be made next time: {}", e.toString(), e);
        }
    }

    /** Comes when the consumer has stopped: nothing that it wrote is left without a signature for long. */
    @PreDestroy
    void stop() throws InterruptedException, IOException {
        stopping.countDown();
        if (thread.isAlive() && !thread.join(STOP_TIMEOUT)) {
            LOG.warn("No last checkpoint was made in {}; the next process makes it", STOP_TIMEOUT);
            thread.interrupt();
            thread.join(MOMENT);
        }
        folio.close();
    }

    @FunctionalInterface
    private interface Work {
        void on(Checkpointer checkpointer)
                throws SQLException, IOException, ExecutionException, TimeoutException, InterruptedException;
    }

    /** What the checkpoints are made from and go to. */
    @Singleton
    record Surroundings(OwnedChains owned, CheckpointTopic topic, CheckpointMetrics metrics, Clock clock) {}
}
