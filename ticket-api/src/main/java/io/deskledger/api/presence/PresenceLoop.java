package io.deskledger.api.presence;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread behind {@link Presence}: at once when somebody comes or goes here, else with each beat; outlives any
 * error.
 */
@Singleton
final class PresenceLoop implements ApplicationEventListener<ServerStartupEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(PresenceLoop.class);
    private static final Duration IDLE = Duration.ofMinutes(1);
    // However many come and go: that they do is told together.
    private static final Duration BREATH = Duration.ofMillis(100);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private final Presence presence;
    private final PresenceSettings settings;
    private final Thread thread = Thread.ofPlatform().name("presence").daemon().unstarted(this::run);
    private volatile boolean running = true;

    PresenceLoop(Presence presence, PresenceSettings settings) {
        this.presence = presence;
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        thread.start();
    }

    private void run() {
        try {
            while (running) {
                Duration pause = presence.isAnybodyHere() ? settings.beat() : IDLE;
                presence.bell().tryAcquire(pause.toNanos(), TimeUnit.NANOSECONDS);
                Thread.sleep(BREATH);
                presence.bell().drainPermits();
                exchange();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void exchange() {
        try {
            presence.exchangeOnce();
        } catch (RuntimeException e) {
            LOG.warn("Who looks at which ticket is not known and is asked again: {}", e.toString());
        }
    }

    /** The others need not wait until this instance's silence has told them. */
    @PreDestroy
    void stop() throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP_LIMIT);
        try {
            presence.leave();
        } catch (RuntimeException e) {
            LOG.debug("Could not say that nobody looks here any more", e);
        }
    }
}
