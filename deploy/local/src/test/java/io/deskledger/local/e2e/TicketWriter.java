package io.deskledger.local.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Goes on writing tickets, whatever is killed meanwhile, and remembers what was acknowledged. */
final class TicketWriter {

    private static final Duration PAUSE = Duration.ofMillis(40);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Map<Long, Integer> acknowledged = new ConcurrentSkipListMap<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final Desk desk;

    TicketWriter(Desk desk) {
        this.desk = desk;
        var _ = timer.scheduleWithFixedDelay(this::writeOnce, 0, PAUSE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void writeOnce() {
        try {
            long id = desk.createTicket("Panel %d is dark".formatted(acknowledged.size() + refused.get()));
            acknowledged.put(id, 1);
            desk.patchTicket(id, Desk.object().put("status", "in_progress"));
            acknowledged.put(id, 2);
        } catch (IOException | AssertionError e) {
            refused.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ticket ids, and the version that the last acknowledged answer promised. */
    Map<Long, Integer> acknowledged() {
        return acknowledged;
    }

    /** Ends after the ticket at hand. */
    void stop() throws InterruptedException {
        timer.shutdown();
        if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new AssertionError("the writer does not end");
        }
    }
}
