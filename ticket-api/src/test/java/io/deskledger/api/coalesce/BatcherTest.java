package io.deskledger.api.coalesce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BatcherTest {

    private final ExecutorService people = Executors.newVirtualThreadPerTaskExecutor();
    private final ConcurrentLinkedQueue<Set<Integer>> loads = new ConcurrentLinkedQueue<>();
    private final Semaphore mayEnd = new Semaphore(0);
    private final AtomicInteger asking = new AtomicInteger();

    @AfterEach
    void end() {
        mayEnd.release(1_000);
        people.close();
    }

    @Test
    void whoAsksAloneIsAnsweredByALoadOfItsOwn() {
        mayEnd.release(3);
        Batcher<Integer, String> loader = new Batcher<>(1, 10, this::load);

        assertThat(loader.get(1)).contains("1");
        assertThat(loader.get(2)).contains("2");
        assertThat(loader.get(-1)).isEmpty();
        assertThat(loads).containsExactly(Set.of(1), Set.of(2), Set.of(-1));
    }

    @Test
    void thoseWhoComeWhileALoadIsUnderWayShareTheNextOne() throws Exception {
        Batcher<Integer, String> loader = new Batcher<>(1, 10, this::load);
        List<Future<Optional<String>>> answers = new ArrayList<>();
        answers.add(ask(loader, 1));
        await().until(() -> loads.size() == 1);
        for (int key : new int[] {2, 3, 2, -1}) {
            answers.add(ask(loader, key));
        }

        assertThat(loads).hasSize(1);
        mayEnd.release(2);

        assertThat(answers.stream().map(BatcherTest::answer))
                .containsExactly(
                        Optional.of("1"), Optional.of("2"), Optional.of("3"), Optional.of("2"), Optional.empty());
        assertThat(loads).containsExactly(Set.of(1), Set.of(2, 3, -1));
    }

    @Test
    void asManyLoadsAreUnderWayAsThereMayBeAndEachAnswersNoMoreThanItMay() throws Exception {
        Batcher<Integer, String> loader = new Batcher<>(2, 3, this::load);
        List<Future<Optional<String>>> answers = new ArrayList<>();
        for (int key = 0; key < 9; key++) {
            answers.add(ask(loader, key));
        }

        await().until(() -> loads.size() == 2);
        mayEnd.release(10);

        assertThat(answers.stream().map(answer -> answer(answer).orElseThrow()))
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8");
        assertThat(loads.stream().map(Set::size).limit(2)).containsExactly(1, 1);
        // These two at a time, so the last one may begin before the one beside it does.
        assertThat(loads.stream().map(Set::size).skip(2)).containsExactlyInAnyOrder(3, 3, 1);
    }

    @Test
    void whatALoadThrowsAllGetWhomItWasToAnswerAndNobodyElse() throws Exception {
        Batcher<Integer, String> loader = new Batcher<>(1, 2, keys -> {
            Map<Integer, String> values = load(keys);
            if (keys.contains(13)) {
                throw new IllegalArgumentException("no such number");
            }
            return values;
        });
        Future<Optional<String>> first = ask(loader, 1);
        Future<Optional<String>> unlucky = ask(loader, 13);
        Future<Optional<String>> beside = ask(loader, 2);
        Future<Optional<String>> behind = ask(loader, 3);
        mayEnd.release(10);

        assertThat(first.get()).contains("1");
        for (Future<?> failed : List.of(unlucky, beside)) {
            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("no such number");
        }
        assertThat(behind.get()).contains("3");
        assertThat(loader.get(4)).contains("4");
    }

    @Test
    void whoIsInterruptedMeanwhileLeavesNobodyWaiting() throws Exception {
        Batcher<Integer, String> loader = new Batcher<>(1, 10, this::load);
        Future<Optional<String>> first = ask(loader, 1);
        ConcurrentLinkedQueue<Object> seen = new ConcurrentLinkedQueue<>();
        Thread interrupted = Thread.ofVirtual().start(() -> {
            seen.add(loader.get(2));
            seen.add(Thread.currentThread().isInterrupted());
        });
        await().until(() -> interrupted.getState() == Thread.State.WAITING);
        Future<Optional<String>> behind = ask(loader, 3);

        interrupted.interrupt();
        mayEnd.release(10);

        assertThat(first.get()).contains("1");
        assertThat(behind.get()).contains("3");
        interrupted.join();
        assertThat(seen).containsExactly(Optional.of("2"), true);
    }

    /** Everybody reads what they have just written themselves, or something newer. */
    @Test
    void everybodySeesWhatWasCommittedBeforeTheyAsked() throws Exception {
        List<AtomicLong> stored = List.of(new AtomicLong(), new AtomicLong(), new AtomicLong());
        AtomicInteger all = new AtomicInteger();
        Batcher<Integer, Long> loader = new Batcher<>(2, 8, keys -> {
            all.incrementAndGet();
            LockSupport.parkNanos(1_000);
            return keys.stream()
                    .collect(Collectors.toMap(
                            Function.identity(), key -> stored.get(key).get()));
        });
        List<Future<?>> writers = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            int key = i % stored.size();
            writers.add(people.submit(() -> {
                for (int n = 0; n < 2_000; n++) {
                    long written = stored.get(key).incrementAndGet();
                    assertThat(loader.get(key).orElseThrow()).isGreaterThanOrEqualTo(written);
                }
            }));
        }
        for (Future<?> writer : writers) {
            writer.get();
        }
        assertThat(all).hasValueLessThan(60_000);
    }

    private Map<Integer, String> load(Set<Integer> keys) {
        loads.add(keys);
        mayEnd.acquireUninterruptibly();
        return keys.stream().filter(key -> key >= 0).collect(Collectors.toMap(Function.identity(), Object::toString));
    }

    /** Asked for when this returns. */
    private Future<Optional<String>> ask(Batcher<Integer, String> loader, int key) {
        int before = asking.get();
        ConcurrentLinkedQueue<Thread> thread = new ConcurrentLinkedQueue<>();
        Future<Optional<String>> answer = people.submit(() -> {
            thread.add(Thread.currentThread());
            asking.incrementAndGet();
            return loader.get(key);
        });
        await().pollDelay(Duration.ZERO)
                .until(() -> asking.get() > before && thread.element().getState() == Thread.State.WAITING);
        return answer;
    }

    private static Optional<String> answer(Future<Optional<String>> answer) {
        try {
            return answer.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }
}
