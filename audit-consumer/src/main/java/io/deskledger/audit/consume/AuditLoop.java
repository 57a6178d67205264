package io.deskledger.audit.consume;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread that consumes, from the start of the process to its end; outlives every error. */
@Singleton
final class AuditLoop implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(AuditLoop.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(15);

    private final KafkaClients clients;
    private final Placement placement;
    private final BatchWriter writer;
    private final ConsumerState state;
    private final Backoff backoff;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "audit-consumer");
    private volatile @Nullable ConsumerSession session;

    AuditLoop(
            KafkaClients clients,
            Placement placement,
            BatchWriter writer,
            ConsumerState state,
            Clock clock,
            AuditConfiguration configuration) {
        this.clients = clients;
        this.placement = placement;
        this.writer = writer;
        this.state = state;
        this.backoff = new Backoff(clock, configuration.retryPause());
        LOG.info("{}", configuration);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        thread.start();
    }

    private void run() {
        while (isRunning()) {
            try (ConsumerSession opened = new ConsumerSession(clients, placement, writer, state, backoff)) {
                session = opened;
                while (isRunning()) {
                    opened.pass();
                }
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (isRunning()) {
                    state.failing(true);
                    pause(e);
                }
            }
        }
    }

    private void pause(RuntimeException e) {
        Duration wait = backoff.failed();
        LOG.warn("The consumer failed and will be made anew in {}", wait, e);
        try {
            boolean stopped = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
            LOG.debug("Waited; stopping: {}", stopped);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isRunning() {
        return stopping.getCount() > 0 && !Thread.currentThread().isInterrupted();
    }

    /** Lets the batch at hand be finished. */
    private void stop() throws InterruptedException {
        stopping.countDown();
        ConsumerSession open = session;
        if (open != null) {
            open.wakeUp();
        }
        thread.join(STOP_TIMEOUT);
    }

    /** Comes before anything is taken away that the last batch, or its checkpoint, needs. */
    @Singleton
    static final class End implements ApplicationEventListener<ShutdownEvent> {

        private final AuditLoop loop;

        End(AuditLoop loop) {
            this.loop = loop;
        }

        @Override
        public void onApplicationEvent(ShutdownEvent event) {
            try {
                loop.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
