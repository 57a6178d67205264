package io.deskledger.local.command;

import io.deskledger.local.api.WorkerClient;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Settings;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.stack.Service;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalDate;

/**
 * Has days of the reports computed again, or held against the tickets. What waits is kept in the database: ended in the
 * middle, the command leaves the work to go on, and another one watches the rest of it.
 */
public final class DaysCommand {

    private static final Duration ASK_EVERY = Duration.ofMillis(250);
    private static final Duration TELL_EVERY = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int DRIFTED = 4;

    private final DataFolder data;
    private final PrintStream out;

    public DaysCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
        this.out = System.out;
    }

    /** Answers 0 when no day waits any more. */
    public int backfill(LocalDate from, LocalDate to) throws IOException, InterruptedException {
        return follow(worker().backfill(from, to));
    }

    /** Answers 0 when no day waits any more. */
    public int watch() throws IOException, InterruptedException {
        return follow(worker().waiting());
    }

    private int follow(long most) throws IOException, InterruptedException {
        long began = System.nanoTime();
        long told = began;
        long waiting = most;
        out.printf("%,d days are to be computed%n", most);
        while (waiting > 0) {
            Thread.sleep(ASK_EVERY);
            waiting = waitingSoon();
            if (System.nanoTime() - told >= TELL_EVERY.toNanos() && waiting > 0) {
                out.printf("  %,d of %,d days left%n", waiting, most);
                told = System.nanoTime();
            }
        }
        out.printf("Done after %.1f s%n", (System.nanoTime() - began) / 1e9);
        return 0;
    }

    /** Answers 0 where every figure is what the tickets say, else 4. */
    public int reconcile(LocalDate from, LocalDate to, boolean repair) throws IOException, InterruptedException {
        WorkerClient.Reconciliation done = worker().reconcile(from, to, repair);
        out.printf(
                "Reconciliation %d: %,d days checked, %,d figures are not what the tickets say%s%n",
                done.id(), done.days(), done.drifts(), repair && done.drifts() > 0 ? "; being repaired" : "");
        return done.drifts() == 0 ? 0 : DRIFTED;
    }

    /** A worker that died is started again and goes on: that is worth waiting for. */
    private long waitingSoon() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (true) {
            try {
                return worker().waiting();
            } catch (IOException | LauncherException e) {
                if (System.nanoTime() - began > PATIENCE.toNanos()) {
                    throw e;
                }
                Thread.sleep(ASK_EVERY);
            }
        }
    }

    private WorkerClient worker() {
        var _ = new Installation(data).requireAddress();
        PidFile.Entry entry = new PidFile(data.pidFile(Service.ANALYTICS_WORKER.artifact()))
                .running()
                .orElseThrow(() -> new LauncherException("The analytics worker is not running."));
        return new WorkerClient(entry.port());
    }
}
