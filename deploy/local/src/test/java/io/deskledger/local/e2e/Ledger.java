package io.deskledger.local.e2e;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Clients at work on a running system, and what they were told is done. */
final class Ledger {

    private static final int WRITERS = 4;

    private final List<LedgerWriter> writers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    private Ledger() {}

    static Ledger open(RunningLauncher launcher, String password, long seed) throws IOException, InterruptedException {
        Ledger ledger = new Ledger();
        for (int i = 0; i < WRITERS; i++) {
            Desk desk = new Desk(launcher.address()).login("agent@example.com", password);
            LedgerWriter writer = new LedgerWriter(desk, "writer " + i, password, seed + i);
            ledger.writers.add(writer);
            ledger.threads.add(Thread.ofPlatform().daemon().start(writer));
        }
        return ledger;
    }

    /** How many changes were acknowledged. */
    long done() {
        return writers.stream().mapToLong(LedgerWriter::done).sum();
    }

    /** How many attempts got no answer, or one that does not end it. */
    int retries() {
        return writers.stream().mapToInt(LedgerWriter::retries).sum();
    }

    /** How long the slowest of the acknowledged changes took, with all that was tried. */
    long slowestMillis() {
        return writers.stream().mapToLong(LedgerWriter::slowestMillis).max().orElseThrow();
    }

    /** Ends the writers, and tells by ticket what was acknowledged, in order. */
    Map<Long, List<String>> close() throws InterruptedException {
        writers.forEach(LedgerWriter::end);
        for (Thread thread : threads) {
            thread.join();
        }
        writers.forEach(LedgerWriter::expectNoFailure);
        Map<Long, List<String>> acknowledged = new TreeMap<>();
        writers.forEach(writer -> acknowledged.putAll(writer.acknowledged()));
        return acknowledged;
    }
}
