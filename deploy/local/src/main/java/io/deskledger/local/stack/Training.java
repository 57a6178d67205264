package io.deskledger.local.stack;

import io.deskledger.local.api.ApiClient;
import io.deskledger.local.config.DataFolder;
import io.deskledger.local.process.ChildProcess;
import io.deskledger.local.process.PidFile;
import io.deskledger.local.process.RunningPart;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second instance of ticket-api that runs once behind the first start of a build, answers a few requests and ends:
 * what it has loaded makes later starts faster. It takes what nobody else wants of the processor.
 */
final class Training {

    static final String NAME = "training";

    private static final Logger LOG = LoggerFactory.getLogger(Training.class);
    /**
     * What training has compiled by the best compiler, each start does as well, and early: that takes too long. All
     * else is counted, whatever this launcher's environment asks of its JVMs: others will start from what is kept.
     */
    private static final List<String> WITHOUT_BEST_COMPILER =
            List.of("-XX:CompilationMode=default", "-XX:TieredStopAtLevel=3");

    private static final Duration START_PATIENCE = Duration.ofMinutes(5);
    private static final Duration END_PATIENCE = Duration.ofMinutes(5);
    private static final Duration PROBE_PAUSE = Duration.ofMillis(500);

    private final ServicePart part;
    private final ApiClient client;
    private final Path log;
    private final PidFile pidFile;
    private @Nullable Thread thread;

    /**
     * @param part the instance, on a port of its own
     * @param client one that asks this instance
     */
    Training(ServicePart part, ApiClient client, DataFolder data) {
        this.part = part;
        this.client = client;
        this.log = data.log(NAME);
        this.pidFile = new PidFile(data.pidFile(NAME));
    }

    /** What an instance gets on top of the environment of those who serve: it leaves their work to them. */
    static Map<String, String> environment(String base) {
        return Map.of(
                "DESKLEDGER_HOST",
                "127.0.0.1",
                "DESKLEDGER_PORT",
                Integer.toString(URI.create(base).getPort()),
                "DESKLEDGER_RELAY",
                "false",
                "DESKLEDGER_IMPORTS",
                "false",
                "DESKLEDGER_WEBHOOKS",
                "false",
                "DESKLEDGER_SLA_SWEEP",
                "false",
                "DESKLEDGER_SLA_FILL",
                "false");
    }

    /** Begins, where there is no cache yet that fits. */
    synchronized void start() {
        if (part.cache().isWanted()) {
            thread = Thread.ofVirtual().name(NAME).start(this::run);
        }
    }

    /** Gives up what is not done yet. */
    void stop() throws InterruptedException {
        Thread running;
        synchronized (this) {
            running = thread;
        }
        if (running != null) {
            running.interrupt();
            running.join();
        }
    }

    private void run() {
        StartCache cache = part.cache();
        try {
            RunningPart instance = ChildProcess.start(command(cache.draft()), part.environment(), log);
            pidFile.write(instance.id(), part.port());
            try {
                awaitReady(instance);
                if (client.login()) {
                    client.look();
                }
                instance.stop(END_PATIENCE);
            } finally {
                end(instance);
            }
            cache.takeDraft();
            Files.deleteIfExists(log);
            LOG.info("Later starts are faster by {}", cache.file());
        } catch (IOException | RuntimeException e) {
            LOG.warn("Later starts are as slow as this one, which had nothing kept of an earlier one", e);
        } catch (InterruptedException e) {
            LOG.info("Given up, since the launcher is to stop");
        }
    }

    private List<String> command(Path draft) {
        List<String> options = new ArrayList<>(WITHOUT_BEST_COMPILER);
        options.add("-XX:AOTCacheOutput=" + draft);
        List<String> whole = new ArrayList<>(List.of("nice", "-n", "19"));
        whole.addAll(part.command(options));
        return whole;
    }

    private void awaitReady(RunningPart instance) throws IOException, InterruptedException {
        for (Duration waited = Duration.ZERO; !part.ready(); waited = waited.plus(PROBE_PAUSE)) {
            if (!instance.id().alive() || waited.compareTo(START_PATIENCE) > 0) {
                throw new IOException("It did not come up; its log: " + log);
            }
            Thread.sleep(PROBE_PAUSE);
        }
    }

    /** With the JVM that writes the cache behind it. */
    private void end(RunningPart instance) {
        instance.id().handle().stream().flatMap(ProcessHandle::descendants).forEach(ProcessHandle::destroyForcibly);
        instance.kill();
        pidFile.delete();
    }
}
