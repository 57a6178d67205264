package io.deskledger.api.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SingleFlightTest {

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final SingleFlight<String, Integer> flights = new SingleFlight<>();
    private final AtomicInteger questions = new AtomicInteger();
    private final Semaphore mayEnd = new Semaphore(0);

    @AfterEach
    void end() {
        mayEnd.release(1_000);
        people.close();
    }

    @Test
    void whoAsksAloneHasAQuestionOfItsOwn() {
        mayEnd.release(2);

        assertThat(flights.get("a", atOnce(this::question))).isEqualTo(1);
        assertThat(flights.get("a", atOnce(this::question))).isEqualTo(2);
    }

    @Test
    void thoseWhoComeWhileItIsUnderWayShareTheNextOneAndNotThisOne() throws Exception {
        Future<Integer> first = ask("a");
        List<Future<Integer>> others = List.of(ask("a"), ask("a"), ask("a"));

        mayEnd.release();
        assertThat(first.get()).isEqualTo(1);
        await().until(() -> questions.get() == 2);
        Future<Integer> later = ask("a");
        mayEnd.release(2);

        for (Future<Integer> other : others) {
            assertThat(other.get()).isEqualTo(2);
        }
        assertThat(later.get()).isEqualTo(3);
    }

    @Test
    void thoseWhoComeBeforeItsTurnShareIt() throws Exception {
        Semaphore turn = new Semaphore(0);
        Future<Integer> first = waiting(() -> flights.get("a", begins -> {
            turn.acquireUninterruptibly();
            begins.run();
            return question();
        }));
        List<Future<Integer>> others = List.of(ask("a"), ask("a"));
        assertThat(questions).hasValue(0);

        turn.release();
        await().until(() -> questions.get() == 1);
        Future<Integer> later = ask("a");
        mayEnd.release(2);

        assertThat(first.get()).isEqualTo(1);
        for (Future<Integer> other : others) {
            assertThat(other.get()).isEqualTo(1);
        }
        assertThat(later.get()).isEqualTo(2);
        assertThat(flights.underWay()).isZero();
    }

    @Test
    void anotherQuestionWaitsForNobody() throws Exception {
        Future<Integer> first = ask("a");
        Future<Integer> other = ask("b");

        await().until(() -> questions.get() == 2);
        mayEnd.release(2);

        assertThat(List.of(first.get(), other.get())).containsExactlyInAnyOrder(1, 2);
    }

    @Test
    void whatAQuestionThrowsAllGetWhoShareItAndTheNextOneIsPut() throws Exception {
        Future<Integer> first = ask("a");
        List<Future<Integer>> unlucky = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            unlucky.add(waiting(() -> flights.get("a", begins -> {
                throw new IllegalArgumentException("nobody knows");
            })));
        }
        mayEnd.release(2);

        assertThat(first.get()).isEqualTo(1);
        for (Future<Integer> failed : unlucky) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("nobody knows");
        }
        assertThat(flights.get("a", atOnce(this::question))).isEqualTo(2);
    }

    @Test
    void theOneBehindGoesOnWhereTheFirstOneFails() throws Exception {
        Semaphore mayFail = new Semaphore(0);
        Future<Integer> first = waiting(() -> flights.get("a", begins -> {
            begins.run();
            mayFail.acquireUninterruptibly();
            throw new IllegalArgumentException("nobody knows");
        }));
        Future<Integer> behind = ask("a");

        mayFail.release();
        mayEnd.release();

        assertThatThrownBy(first::get).hasRootCauseMessage("nobody knows");
        assertThat(behind.get()).isEqualTo(1);
    }

    /** Everybody reads what they have just written themselves, or something newer; and nothing is kept of it. */
    @Test
    void everybodySeesWhatWasCommittedBeforeTheyAsked() throws Exception {
        AtomicLong stored = new AtomicLong();
        SingleFlight<String, Long> reads = new SingleFlight<>();
        AtomicInteger all = new AtomicInteger();
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            writers.add(people.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    long written = stored.incrementAndGet();
                    assertThat(reads.get("stored", begins -> {
                                begins.run();
                                all.incrementAndGet();
                                LockSupport.parkNanos(1_000);
                                return stored.get();
                            }))
                            .isGreaterThanOrEqualTo(written);
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(all).hasValueLessThan(60_000);
        assertThat(reads.underWay()).isZero();
    }

    private static <V> Function<Runnable, V> atOnce(Supplier<V> question) {
        return begins -> {
            begins.run();
            return question.get();
        };
    }

    private int question() {
        int number = questions.incrementAndGet();
        mayEnd.acquireUninterruptibly();
        return number;
    }

    private Future<Integer> ask(String key) {
        return waiting(() -> flights.get(key, atOnce(this::question)));
    }

    /** Waits for something when this returns. */
    private Future<Integer> waiting(Callable<Integer> asked) {
        ConcurrentLinkedQueue<Thread> thread = new ConcurrentLinkedQueue<>();
        Future<Integer> answer = people.submit(() -> {
            thread.add(Thread.currentThread());
            return asked.call();
        });
        await().pollDelay(Duration.ZERO)
                .until(() -> !thread.isEmpty() && thread.element().getState() == Thread.State.WAITING);
        return answer;
    }
}
