package io.deskledger.api.outbox;

import io.deskledger.api.outbox.OutboxRelay.Pass;
import io.deskledger.runtime.stop.BackgroundWork;
import io.deskledger.runtime.stop.Deadline;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The thread of an instance that relays while it leads and stands by while another does; outlives any error. */
@Singleton
final class RelayWorker implements ApplicationEventListener<ServerStartupEvent>, BackgroundWork {

    private static final Logger LOG = LoggerFactory.getLogger(RelayWorker.class);

    /** How often at most a passive instance notifies: NOTIFY takes a lock that all commits of notifiers share. */
    private static final Duration NOTIFY_PAUSE = Duration.ofMillis(5);

    /**
     * Behind a pass others gather for the next one, as long for each event that it had: where many write, a pass, the
     * requests to the broker and all that consumers do with a batch are for many events. One alone waits for nobody.
     */
    private static final Duration GATHER_FOR_EACH = Duration.ofMillis(5);

    private static final Duration GATHER_AT_MOST = Duration.ofMillis(100);

    private final RelayDatabase database;
    private final EventSenders senders;
    private final RelaySettings settings;
    private final RelayBell bell;
    private final OutboxRelay relay;
    private final RelayMetrics metrics;
    private volatile boolean running = true;
    private @Nullable Thread thread;

    RelayWorker(
            RelayDatabase database, EventSenders senders, RelaySettings settings, RelayBell bell, OutboxRelay relay) {
        this.database = database;
        this.senders = senders;
        this.settings = settings;
        this.bell = bell;
        this.relay = relay;
        this.metrics = relay.metrics();
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (settings.enabled()) {
            thread = Thread.ofPlatform().name("outbox-relay").daemon().start(this::run);
        } else {
            LOG.info("Relay: events are not handed on by this instance");
        }
    }

    @Override
    public void end() {
        running = false;
        bell.ring();
    }

    /** Lets the pass that is under way finish, so that what was sent is also deleted. */
    @Override
    public void awaitEnd(Deadline deadline) throws InterruptedException {
        deadline.join(thread);
    }

    private void run() {
        LOG.info("Relay: {}", settings);
        while (running) {
            try (RelaySession session = new RelaySession(database.open())) {
                serve(session);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (Exception e) {
                metrics.failed();
                LOG.warn("The relay failed and starts again in {}", settings.backOff(), e);
                pause();
            } finally {
                metrics.leading(false);
            }
        }
    }

    private void serve(RelaySession session) throws SQLException, InterruptedException {
        while (running) {
            if (session.tryLead()) {
                lead(session);
            } else {
                standBy(session);
            }
        }
    }

    private void lead(RelaySession session) throws SQLException, InterruptedException {
        relay.tick(session);
        try (RelayListener listener = RelayListener.start(database.open(), bell);
                EventSender sender = senders.open()) {
            metrics.leading(true);
            LOG.info("This instance relays the outbox");
            long ticked = System.nanoTime();
            while (running) {
                if (System.nanoTime() - ticked >= settings.tick().toNanos()) {
                    relay.tick(session);
                    listener.check();
                    ticked = System.nanoTime();
                }
                Pass pass = relay.drainOnce(session, sender);
                if (!pass.more()) {
                    Thread.sleep(gathering(pass));
                    bell.await(settings.poll());
                }
            }
        }
    }

    private static Duration gathering(Pass pass) {
        Duration time = GATHER_FOR_EACH.multipliedBy(pass.events());
        return time.compareTo(GATHER_AT_MOST) < 0 ? time : GATHER_AT_MOST;
    }

    private void standBy(RelaySession session) throws SQLException, InterruptedException {
        if (session.endFrozenLeader(settings.frozenAfter())) {
            LOG.warn("The leader has been silent for {}: its session was ended", settings.frozenAfter());
            return;
        }
        metrics.backlog(session.backlog());
        long until = System.nanoTime() + settings.tick().toNanos();
        for (long left = settings.tick().toNanos(); running && left > 0; left = until - System.nanoTime()) {
            if (bell.await(Duration.ofNanos(left))) {
                session.notifyLeader();
                Thread.sleep(NOTIFY_PAUSE);
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(settings.backOff());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
