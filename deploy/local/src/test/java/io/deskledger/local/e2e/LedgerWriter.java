package io.deskledger.local.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A client that notes each change that was acknowledged. A change without an answer is sent again under its key until
 * there is one, as a client does that wants it done once.
 */
final class LedgerWriter implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(60);
    private static final Duration RETRY_PAUSE = Duration.ofMillis(250);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int CHANGES_A_TICKET = 12;

    private final Desk desk;
    private final String name;
    private final String password;
    private final Random random;
    private final Map<Long, List<String>> acknowledged = new ConcurrentHashMap<>();
    private volatile boolean ending;
    private volatile @Nullable Throwable failure;
    private final AtomicLong done = new AtomicLong();
    private final AtomicInteger retries = new AtomicInteger();
    private final AtomicLong slowest = new AtomicLong();

    LedgerWriter(Desk desk, String name, String password, long seed) {
        this.desk = desk;
        this.name = name;
        this.password = password;
        this.random = new Random(seed);
    }

    @Override
    public void run() {
        try {
            while (!ending) {
                workOneTicket();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Tickets, and what was acknowledged of each, in order: titles, and comments behind a plus. */
    Map<Long, List<String>> acknowledged() {
        return acknowledged;
    }

    /** How many changes were acknowledged. */
    long done() {
        return done.get();
    }

    int retries() {
        return retries.get();
    }

    long slowestMillis() {
        return Duration.ofNanos(slowest.get()).toMillis();
    }

    /** Ends it after the change at hand; call it from the outside. */
    void end() {
        ending = true;
    }

    void expectNoFailure() {
        if (failure != null) {
            throw new AssertionError(name + " came upon an answer that it did not expect", failure);
        }
    }

    private void workOneTicket() throws InterruptedException {
        String title = name + " " + UUID.randomUUID();
        String body = Desk.object()
                .put("title", title)
                .put("description", "Of the ledger")
                .toString();
        long id = acknowledged("POST", "/tickets", body);
        List<String> changes = new ArrayList<>(List.of(title));
        acknowledged.put(id, changes);
        for (int i = random.nextInt(CHANGES_A_TICKET); i > 0 && !ending; i--) {
            Thread.sleep(random.nextLong(PAUSE.toMillis()));
            String mark = name + " " + UUID.randomUUID();
            if (random.nextBoolean()) {
                acknowledged(
                        "PATCH",
                        "/tickets/" + id,
                        Desk.object().put("title", mark).toString());
                changes.add(mark);
            } else {
                acknowledged(
                        "POST",
                        "/tickets/" + id + "/comments",
                        Desk.object().put("content", mark).toString());
                changes.add("+" + mark);
            }
        }
    }

    /** The id in the answer, once there is one. */
    private long acknowledged(String method, String path, String body) throws InterruptedException {
        String key = UUID.randomUUID().toString();
        long began = System.nanoTime();
        while (true) {
            Throwable lost = null;
            try {
                Desk.Reply reply = desk.send(method, path, body, key);
                if (reply.status() == 200 || reply.status() == 201) {
                    slowest.accumulateAndGet(System.nanoTime() - began, Math::max);
                    done.incrementAndGet();
                    return reply.json().path("id").asLong();
                }
                if (reply.status() == 401) {
                    desk.login("agent@example.com", password);
                } else if (reply.status() != 409 && reply.status() != 429 && reply.status() < 500) {
                    throw new IllegalStateException("%s %s answers %s".formatted(method, path, reply));
                }
            } catch (IOException | AssertionError e) {
                lost = e;
            }
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new IllegalStateException(path + " gets no answer that ends it", lost);
            }
            retries.incrementAndGet();
            Thread.sleep(RETRY_PAUSE);
        }
    }
}
