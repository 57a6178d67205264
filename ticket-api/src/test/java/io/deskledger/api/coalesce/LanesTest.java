package io.deskledger.api.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
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
        Lanes lanes = new Lanes(2, NEVER);
        for (int who = 1; who <= 5; who++) {
            var _ = begin(lanes, who);
            awaitKnown(lanes, who);
        }

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
        Lanes lanes = new Lanes(1, Duration.ofMillis(50));
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
    void whoFailsLeavesTheLane() {
        Lanes lanes = new Lanes(1, NEVER);
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
