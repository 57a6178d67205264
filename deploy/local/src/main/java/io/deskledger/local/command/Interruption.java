package io.deskledger.local.command;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/** Turns signals into orders: the first interrupts the work, a second Ctrl-C ends everything by force. */
final class Interruption {

    private static final int KILLED_BY_CTRL_C = 130;

    private final AtomicInteger heard = new AtomicInteger();
    private final AtomicReference<Runnable> byForce = new AtomicReference<>(() -> {});
    private final Thread worker;

    private Interruption(Thread worker) {
        this.worker = worker;
    }

    @SuppressWarnings("sunapi") // nothing else tells a second Ctrl-C from the first
    static Interruption listen(Thread worker) {
        Interruption interruption = new Interruption(worker);
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            // One that was ignored from the start (nohup, a background job) stays ignored.
            Signal.handle(new Signal(signal), heard -> interruption.hear(heard.getName()));
        }
        return interruption;
    }

    /** What a second Ctrl-C does before the launcher ends. */
    void second(Runnable action) {
        byForce.set(action);
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
            byForce.get().run();
            Runtime.getRuntime().halt(KILLED_BY_CTRL_C);
        }
    }
}
