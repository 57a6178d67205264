package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Settings;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.process.Termination;
import io.deskledger.local.stack.Journal;
import io.deskledger.local.stack.Leftovers;
import java.time.Duration;

/** Stops the launcher of this data folder, from anywhere, and waits until all is down. */
public final class StopCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(150);

    private final DataFolder data;

    public StopCommand(Settings settings) {
        this.data = new DataFolder(settings.dataDir());
    }

    /** Answers the exit code: 0 when nothing runs afterwards, also if nothing ran before. */
    public int run() throws InterruptedException {
        Journal journal = new Journal(System.out);
        Installation installation = new Installation(data);
        if (!installation.running()) {
            boolean any = data.exists() && Leftovers.stop(data, journal);
            journal.show(any ? "Stopped." : "Deskledger is not running on %s.".formatted(data.root()));
            return 0;
        }
        PidFile.Entry launcher = installation
                .launcher()
                .running()
                .orElseThrow(() -> new LauncherException(
                        "The launcher that holds %s can't be found; is it on another machine?".formatted(data.root())));
        launcher.process().handle().ifPresent(ProcessHandle::destroy);
        if (!Termination.gone(launcher.process(), PATIENCE)) {
            throw new LauncherException("The launcher (pid %d) is still not down after %d s; its log: %s"
                    .formatted(launcher.process().pid(), PATIENCE.toSeconds(), data.log("launcher")));
        }
        journal.show("Stopped.");
        return 0;
    }
}
