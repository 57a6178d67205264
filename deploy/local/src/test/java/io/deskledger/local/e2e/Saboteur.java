package io.deskledger.local.e2e;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * Kills and freezes the parts of a running system at random moments, as its seed tells: one upon the other, while those
 * of before are still frozen or recover; now and then only once clients have got an answer again.
 */
final class Saboteur {

    private static final List<String> PARTS =
            List.of("ticket-api", "audit-consumer", "analytics-worker", "kafka", "postgres");
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration LONGEST_FREEZE = Duration.ofSeconds(12);
    private static final Duration RECOVERED = Duration.ofMinutes(3);
    private static final int FREEZES_IN_TEN = 2;
    private static final int WAITS_IN_TEN = 2;

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

    /** Goes on until so many parts were killed; nothing is frozen then. */
    void kill(int times) throws IOException, InterruptedException, ExecutionException {
        List<Future<?>> thaws = new ArrayList<>();
        try (ExecutorService thawing = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int killed = 0; killed < times; ) {
                boolean waits = random.nextInt(10) < WAITS_IN_TEN;
                long pause = random.nextLong(LONGEST_PAUSE.toMillis());
                boolean freezes = random.nextInt(10) < FREEZES_IN_TEN;
                long frozenFor = random.nextLong(LONGEST_FREEZE.toMillis());
                List<String> order = new ArrayList<>(PARTS);
                Collections.shuffle(order, random);
                if (waits) {
                    long before = acknowledged.getAsLong();
                    await("clients get answers").atMost(RECOVERED).until(() -> acknowledged.getAsLong() > before);
                }
                Thread.sleep(pause);
                for (String part : order) {
                    Optional<ProcessHandle> process = launcher.process(part);
                    if (process.isEmpty()) {
                        continue; // it is being brought back, so another
                    }
                    if (freezes) {
                        Frozen frozen = Frozen.freeze(process.get());
                        thaws.add(thawing.submit(() -> {
                            Thread.sleep(frozenFor);
                            frozen.thaw();
                            return frozen;
                        }));
                        this.freezes.merge(part, 1, Integer::sum);
                    } else if (process.get().destroyForcibly()) {
                        kills.merge(part, 1, Integer::sum);
                        killed++;
                    }
                    break;
                }
            }
        }
        for (Future<?> thaw : thaws) {
            thaw.get();
        }
    }

    @Override
    public String toString() {
        return "kills " + kills + ", freezes " + freezes;
    }
}
