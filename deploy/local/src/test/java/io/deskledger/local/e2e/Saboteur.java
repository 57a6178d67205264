package io.deskledger.local.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * Kills and freezes the parts of a running system at random moments, as its seed tells: mostly once clients get answers
 * again, sometimes while it still recovers from the time before.
 */
final class Saboteur {

    private static final List<String> PARTS =
            List.of("ticket-api", "audit-consumer", "analytics-worker", "kafka", "postgres");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_FREEZE = Duration.ofSeconds(8);
    private static final Duration RECOVERED = Duration.ofMinutes(2);
    private static final int FREEZES_IN_TEN = 2;
    private static final int MID_RECOVERIES_IN_TEN = 3;

    private final RunningLauncher launcher;
    private final Random random;
    private final LongSupplier acknowledged;
    private final Map<String, Integer> kills = new TreeMap<>();
    private final Map<String, Integer> freezes = new TreeMap<>();

    /** @param acknowledged how many changes clients were told are done */
    Saboteur(RunningLauncher launcher, long seed, LongSupplier acknowledged) {
        this.launcher = launcher;
        this.acknowledged = acknowledged;
        this.random = new Random(seed);
    }

    /** Goes on until so many parts were killed. */
    void kill(int times) throws IOException, InterruptedException {
        int killed = 0;
        while (killed < times) {
            if (random.nextInt(10) >= MID_RECOVERIES_IN_TEN) {
                long before = acknowledged.getAsLong();
                await("clients get answers").atMost(RECOVERED).until(() -> acknowledged.getAsLong() > before);
            }
            Thread.sleep(random.nextLong(LONGEST_PAUSE.toMillis()));
            String part = PARTS.get(random.nextInt(PARTS.size()));
            boolean freezes = random.nextInt(10) < FREEZES_IN_TEN;
            long frozenFor = random.nextLong(LONGEST_FREEZE.toMillis());
            var process = ProcessHandle.of(launcher.pid(part)).filter(ProcessHandle::isAlive);
            if (process.isEmpty()) {
                continue; // it is being brought back
            }
            if (freezes) {
                freeze(process.get(), frozenFor);
                this.freezes.merge(part, 1, Integer::sum);
            } else if (process.get().destroyForcibly()) {
                kills.merge(part, 1, Integer::sum);
                killed++;
            }
        }
    }

    @Override
    public String toString() {
        return "kills " + kills + ", freezes " + freezes;
    }

    private static void freeze(ProcessHandle process, long millis) throws IOException, InterruptedException {
        List<ProcessHandle> all =
                Stream.concat(Stream.of(process), process.descendants()).toList();
        signal("STOP", all);
        Thread.sleep(millis);
        signal("CONT", all);
    }

    private static void signal(String name, List<ProcessHandle> processes) throws IOException, InterruptedException {
        for (ProcessHandle process : processes) {
            // One that has ended by itself meanwhile can't be signalled, and need not be.
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        }
    }
}
