package io.deskledger.local.api;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;

/** Follows an import to its end and tells how it goes. */
public final class ImportProgress {

    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);

    /** A service that died is started again, and the import goes on: that is worth waiting for. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ApiClient api;
    private final Consumer<String> tell;

    public ImportProgress(ApiClient api, Consumer<String> tell) {
        this.api = api;
        this.tell = tell;
    }

    /** Answers the state at the end. */
    public ImportState follow(long id) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long told = began;
        ImportState state = api.importState(id);
        while (!state.finished()) {
            Thread.sleep(ASK_EVERY);
            state = stateSoon(id);
            if (System.nanoTime() - told >= TELL_EVERY.toNanos() && !state.finished()) {
                tell.accept(line(state.counts(), began));
                told = System.nanoTime();
            }
        }
        tell.accept(line(state.counts(), began));
        return state;
    }

    private ImportState stateSoon(long id) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return api.importState(id);
            } catch (IOException e) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(ASK_EVERY);
            }
        }
    }

    private static String line(ImportState.Counts counts, long began) {
        double seconds = Math.max(0.001, (System.nanoTime() - began) / 1e9);
        return "  %,d read: %,d imported, %,d skipped, %,d refused (%,.0f a second)"
                .formatted(
                        counts.read(), counts.imported(), counts.skipped(), counts.refused(), counts.read() / seconds);
    }
}
