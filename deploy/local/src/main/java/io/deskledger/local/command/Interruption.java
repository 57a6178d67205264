package io.deskledger.local.command;

import io.deskledger.local.process.Signals;
import java.util.concurrent.atomic.AtomicInteger;

/** Turns signals into orders: the first interrupts the work, a second Ctrl-C ends everything by force. */
final class Interruption {

    private static final int KILLED_BY_CTRL_C = 130;

    private final AtomicInteger heard = new AtomicInteger();
    private volatile Runnable byForce = () -> {};
    private final Thread worker;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    static Interruption listen(Thread worker) {
        Interruption interruption = new Interruption(worker);
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            Signals.listen(signal, interruption::hear);
        }
        return interruption;
    }

    /** What a second Ctrl-C does before the launcher ends. */
    void second(Runnable action) {
        byForce = action;
    }

    /** The interrupt has been understood: what follows may wait again. */
    void acknowledge() {
        heard.incrementAndGet();
        Thread.interrupted();
    }

    private void hear(String signal) {
        int before = heard.getAndIncrement();
        if (before == 0) {
            worker.interrupt();
        } else if (signal.equals("INT")) {
            byForce.run();
            Runtime.getRuntime().halt(KILLED_BY_CTRL_C);
        }
    }
}
