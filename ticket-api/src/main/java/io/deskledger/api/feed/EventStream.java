package io.deskledger.api.feed;

import io.deskledger.api.presence.Look;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Grant;
import io.deskledger.api.security.LiveGrants;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that serves all who listen, however many; outlives any error. */
@Singleton
final class EventStream implements ApplicationEventListener<ServerStartupEvent>, GracefulShutdownCapable {

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    private static final Duration BACK_OFF = Duration.ofSeconds(1);
    private static final Duration BEHIND = Duration.ofMillis(20);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);
    // As long as rights can't be checked, nobody is sent anything; then they are sent away.
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final StreamSettings settings;
    private final StreamMetrics metrics;
    private final Clock clock;
    private final FanOut fanOut;
    private final BlockingQueue<Listener> arrivals = new LinkedBlockingQueue<>();
    private final Thread thread =
            Thread.ofPlatform().name("event-stream").daemon().unstarted(this::run);
    private volatile boolean running = true;
    private @Nullable Instant failingSince;

    EventStream(FeedQueries queries, LiveGrants grants, StreamSettings settings, StreamMetrics metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
        this.fanOut = new FanOut(queries, grants, settings, metrics, clock);
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        thread.start();
    }

    /**
     * The frames of a new listener, from that position on.
     *
     * @param look the ticket's page that it is for, which is left with the stream; null where it is for none
     * @throws ProblemException.Unavailable where there are too many
     */
    Publisher<byte[]> listen(Grant grant, FeedPosition from, @Nullable Look look) {
        if (!running || !metrics.enter(settings.maxListeners())) {
            throw new ProblemException.Unavailable("Too many listen already; try again, or another instance");
        }
        Listener listener = new Listener(grant, from, look, metrics::left);
        arrivals.add(listener);
        return listener.pieces();
    }

    private void run() {
        try {
            while (running) {
                serve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            fanOut.endAll();
            arrivals.forEach(Listener::end);
        }
    }

    private void serve() throws InterruptedException {
        boolean more = false;
        try {
            more = fanOut.pass();
            failingSince = null;
        } catch (RuntimeException e) {
            failed(e);
        }
        Duration pause = more ? Duration.ZERO : fanOut.isAnyBehind() ? BEHIND : settings.poll();
        admit(fanOut.isEmpty() ? PATIENCE : failingSince == null ? pause : BACK_OFF);
    }

    private void failed(RuntimeException e) {
        metrics.failed();
        LOG.warn("The stream of events failed and goes on in {}", BACK_OFF, e);
        Instant now = clock.instant();
        if (failingSince == null) {
            failingSince = now;
        } else if (failingSince.plus(PATIENCE).isBefore(now)) {
            fanOut.endAll();
        }
    }

    /** Takes in who has come, or waits that long for somebody. */
    private void admit(Duration pause) throws InterruptedException {
        Listener first = arrivals.poll(pause.toNanos(), TimeUnit.NANOSECONDS);
        for (Listener next = first; next != null; next = arrivals.poll()) {
            fanOut.add(next);
        }
    }

    /**
     * Ends all streams, so that clients go on at another instance instead of finding out by themselves: when to, they
     * were told by the first frame.
     */
    @Override
    public CompletionStage<?> shutdownGracefully() {
        running = false;
        thread.interrupt();
        return CompletableFuture.completedFuture(null);
    }

    @PreDestroy
    void stop() throws InterruptedException {
        running = false;
        thread.interrupt();
        thread.join(STOP_LIMIT);
    }
}
