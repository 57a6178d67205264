package io.deskledger.api.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class LanesTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Integer> begun = new CopyOnWriteArrayList<>();
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void end() {
        mayEnd.release(1_000);
        people.close();
    }

    @Test
    void asManyWorkAsThereAreLanesAndTheOthersFollowInTheirOrder() {
        Lanes lanes = new Lanes(2, NEVER, NEVER);
        for (int who = 1; who <= 5; who++) {
            var _ = begin(lanes, who);
            awaitKnown(lanes, who);
        }

        await().until(() -> begun.size() == 2);
        assertThat(begun).containsExactlyInAnyOrder(1, 2);
        mayEnd.release();
        await().until(() -> begun.size() == 3);
        mayEnd.release();
        await().until(() -> begun.size() == 4);
        mayEnd.release();
        await().until(() -> begun.size() == 5);
        assertThat(begun.subList(2, 5)).containsExactly(3, 4, 5);
        mayEnd.release(2);
        await().until(() -> lanes.known() == 0);
    }

    @Test
    void whoTakesLongHoldsUpNobody() throws Exception {
        Lanes lanes = new Lanes(1, Duration.ofMillis(50), NEVER);
        Future<Integer> slow = begin(lanes, 1);
        await().until(() -> begun.size() == 1);
        var _ = begin(lanes, 2);
        var _ = begin(lanes, 3);

        await().until(() -> begun.size() == 3);
        assertThat(slow.isDone()).isFalse();
        mayEnd.release(3);
        assertThat(slow.get(10, TimeUnit.SECONDS)).isEqualTo(1);
        await().until(() -> lanes.known() == 0);
    }

    @Test
    void whoseTurnDoesNotComeWorksWithoutALane() throws Exception {
        Lanes lanes = new Lanes(1, NEVER, Duration.ofMillis(50));
        Future<Integer> first = begin(lanes, 1);
        await().until(() -> begun.size() == 1);
        Future<Integer> second = begin(lanes, 2);
        await().until(() -> begun.size() == 2);
        assertThat(lanes.known())
                .as("the second gave its place in the queue up")
                .isEqualTo(1);

        mayEnd.release(2);
        assertThat(first.get(10, TimeUnit.SECONDS) + second.get(10, TimeUnit.SECONDS))
                .isEqualTo(3);
        await().until(() -> lanes.known() == 0);
    }

    /** Turns that come, waits that end and work that takes long, all at the same moments. */
    @Test
    void everyLaneIsGivenBackOnce() throws Exception {
        Lanes lanes = new Lanes(3, Duration.ofMillis(1), Duration.ofMillis(2));
        List<Future<?>> workers = new ArrayList<>();
        AtomicInteger done = new AtomicInteger();
        for (int i = 0; i < 50; i++) {
            workers.add(people.submit(() -> {
                for (int n = 0; n < 200; n++) {
                    lanes.run(() -> {
                        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(2_000_000));
                        return done.incrementAndGet();
                    });
                }
            }));
        }
        for (Future<?> worker : workers) {
            worker.get(30, TimeUnit.SECONDS);
        }
        assertThat(done).hasValue(10_000);
        assertThat(lanes.known()).isZero();
    }

    @Test
    void whoFailsLeavesTheLane() {
        Lanes lanes = new Lanes(1, NEVER, NEVER);
        assertThatThrownBy(() -> lanes.run(() -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        mayEnd.release();
        assertThat(lanes.<Integer>run(() -> work(7))).isEqualTo(7);
        assertThat(lanes.known()).isZero();
    }

    private Future<Integer> begin(Lanes lanes, int who) {
        return people.submit(() -> lanes.run(() -> work(who)));
    }

    private int work(int who) {
        begun.add(who);
        mayEnd.acquireUninterruptibly();
        return who;
    }

    private static void awaitKnown(Lanes lanes, int many) {
        await().until(() -> lanes.known() == many);
    }
}
