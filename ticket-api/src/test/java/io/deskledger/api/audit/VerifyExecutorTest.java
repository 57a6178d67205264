package io.deskledger.api.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deskledger.api.problem.ProblemException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class VerifyExecutorTest {

    private final VerifyExecutor executor = new VerifyExecutor();

    @Test
    void runsOneAtATime() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> executor.run(() -> {
            running.countDown();
            end.await();
            return Thread.currentThread().getName();
        }));
        running.await();

        assertThatThrownBy(() -> executor.run(() -> "second")).isInstanceOf(ProblemException.TooManyRequests.class);
        end.countDown();
        assertThat(first.join()).isEqualTo("audit-verify");
        for (int i = 0; i < 1_000; i++) {
            assertThat(executor.run(() -> "next")).isEqualTo("next");
        }
    }

    @Test
    void problemsComeThrough() {
        assertThatThrownBy(() -> executor.run(() -> {
                    throw new ProblemException.NotFound("gone");
                }))
                .isInstanceOf(ProblemException.NotFound.class);
        assertThat(executor.run(() -> 1)).isEqualTo(1);
    }
}
