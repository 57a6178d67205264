package io.deskledger.local.command;

import io.deskledger.local.config.DataFolder;
import io.deskledger.local.config.LauncherException;
import io.deskledger.local.config.Ports;
import io.deskledger.local.config.Settings;
import io.deskledger.local.demo.Demo;
import io.deskledger.local.process.ProcessId;
import io.deskledger.local.stack.Journal;
import io.deskledger.local.stack.Leftovers;
import io.deskledger.local.stack.Stack;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;

/** Starts everything, stays with it, and stops it in order when told to. */
public final class StartCommand {

    /** The property of a launcher whose system is gone before training it for later starts would end. */
    private static final String TRAINING = "deskledger.training";

    private final Settings settings;
    private final DataFolder data;
    private final Installation installation;
    private final Clock clock;

    public StartCommand(Settings settings, Clock clock) {
        this.settings = settings;
        this.data = new DataFolder(settings.dataDir());
        this.installation = new Installation(data);
        this.clock = clock;
    }

    /** Answers the exit code. */
    public int run() throws IOException, InterruptedException {
        data.prepare();
        System.setProperty("deskledger.log", data.log("launcher").toString());
        Journal journal = new Journal(System.out);
        InstallationLock lock = InstallationLock.take(data).orElseThrow(this::alreadyRunning);
        try (lock) {
            ProcessId self = ProcessId.of(ProcessHandle.current().pid()).orElseThrow();
            installation.forget();
            installation.launcher().write(self, settings.api().port());
            Interruption interruption = Interruption.listen(Thread.currentThread());
            Demo demo = new Demo(settings, data, clock);
            demo.settlePassword();
            Leftovers.stop(data, journal);
            Ports ports = Ports.choose(settings.api().port(), data.root());
            journal.tell("Starting Deskledger, data in " + data.root());
            Stack stack = new Stack(settings, data, ports, journal);
            interruption.second(stack::kill);
            return runUntilStopped(stack, demo, journal, interruption);
        }
    }

    private int runUntilStopped(Stack stack, Demo demo, Journal journal, Interruption interruption)
            throws IOException, InterruptedException {
        try {
            stack.start();
            String address = settings.api().address();
            installation.publish(address, stack.databaseUrl());
            Demo.Logins logins = demo.load(journal::tell);
            Banner.lines(address, logins, data).forEach(journal::show);
            if (Boolean.parseBoolean(System.getProperty(TRAINING, "true"))) {
                stack.easeLaterStarts();
            }
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            return 0;
        } finally {
            interruption.acknowledge();
            journal.tell("Stopping Deskledger (press Ctrl-C again to stop at once)");
            stack.stop();
            installation.forget();
            journal.tell("Stopped.");
        }
    }

    private LauncherException alreadyRunning() {
        return new LauncherException(installation
                .address()
                .map(address -> "Deskledger is already running on %s under %s. Stop it with ./deskledger stop"
                        .formatted(data.root(), address))
                .orElse("Deskledger is already starting on %s.".formatted(data.root())));
    }
}
