package io.deskledger.runtime.stop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void oneDeadlineIsForAll() throws InterruptedException {
        Thread first = Thread.ofVirtual().start(DeadlineTest::sleep);
        Thread second = Thread.ofVirtual().start(DeadlineTest::sleep);
        Deadline deadline = Deadline.in(Duration.ofMillis(300));
        long began = System.nanoTime();

        deadline.join(first);
        deadline.join(second);

        assertThat(first.isAlive()).isFalse();
        assertThat(second.isAlive()).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isBetween(Duration.ofMillis(290), Duration.ofSeconds(10));
        assertThat(deadline.left()).isZero();
    }

    @Test
    void whoEndsInTimeIsNotInterrupted() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        boolean[] interrupted = {true};
        Thread thread = Thread.ofVirtual().start(() -> {
            go.countDown();
            interrupted[0] = Thread.interrupted();
        });

        Deadline.in(Duration.ofMinutes(1)).join(thread);

        assertThat(thread.isAlive()).isFalse();
        assertThat(interrupted[0]).isFalse();
    }

    @Test
    void whoDoesNotHeedAnInterruptIsLeft() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        Thread thread = Thread.ofVirtual().start(() -> {
            while (end.getCount() > 0) {
                LockSupport.parkNanos(1_000_000);
            }
        });

        Deadline.in(Duration.ZERO).join(thread);
        Deadline.in(Duration.ZERO).join(null);

        assertThat(thread.isAlive()).isTrue();
        end.countDown();
    }

    private static void sleep() {
        try {
            Thread.sleep(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
