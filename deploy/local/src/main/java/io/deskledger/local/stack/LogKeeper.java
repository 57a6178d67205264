package io.deskledger.local.stack;

import io.deskledger.local.process.LogFile;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the logs of all parts within their bounds. */
final class LogKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(LogKeeper.class);
    private static final int SECONDS = 10;

    private final List<LogFile> files = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("log-keeper").factory());

    void add(LogFile file) {
        files.add(file);
    }

    void start() {
        var _ = timer.scheduleWithFixedDelay(this::rotateOnce, SECONDS, SECONDS, TimeUnit.SECONDS);
    }

    void stop() {
        timer.shutdownNow();
    }

    void rotateOnce() {
        for (LogFile file : files) {
            try {
                file.rotateIfFull();
            } catch (IOException | RuntimeException e) {
                LOG.warn("{} could not be moved aside", file.file(), e);
            }
        }
    }
}
