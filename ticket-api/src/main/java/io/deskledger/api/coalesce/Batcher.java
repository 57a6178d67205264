package io.deskledger.api.coalesce;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Answers questions: one batch for all who ask while as many batches as there may be are under way. Who asks alone is
 * answered at once. A batch begins after all whom it answers have asked, so each sees what was committed before.
 *
 * <p>Who asks does the work: the first of those who wait answers all of them, and then hands over to the first of the
 * next. There is no thread that could fall behind.
 *
 * @param <Q> a question; of equal ones at the same time one is answered for all who ask it
 * @param <A> an answer, shared by those who asked the same
 */
public final class Batcher<Q, A> {

    private final int batches;
    private final int most;
    private final Function<Set<Q>, Map<Q, A>> work;

    private final ReentrantLock lock = new ReentrantLock();
    private final Queue<Asking<Q, A>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param batches how many may be under way
     * @param most how many who ask are answered by one
     * @param work answers some questions, or leaves some of them out. What it throws, all get whom it was to answer.
     */
    public Batcher(int batches, int most, Function<Set<Q>, Map<Q, A>> work) {
        this.batches = batches;
        this.most = most;
        this.work = work;
    }

    /** The answer to the question, or empty where it was left out. */
    public Optional<A> get(Q question) {
        Asking<Q, A> asking = new Asking<>(question, new CompletableFuture<>());
        Turn<Q, A> turn = begins(asking) ? new Turn.Lead<>(List.of(asking)) : asking.turn.join();
        return switch (turn) {
            case Turn.Lead<Q, A>(List<Asking<Q, A>> all) ->
                Optional.ofNullable(lead(all).get(question));
            case Turn.Answered<Q, A>(Map<Q, A> answers) -> Optional.ofNullable(answers.get(question));
            case Turn.Failed<Q, A>(RuntimeException failure) -> throw failure;
        };
    }

    private boolean begins(Asking<Q, A> asking) {
        lock.lock();
        try {
            if (underWay < batches) {
                underWay++;
                return true;
            }
            waiting.add(asking);
            return false;
        } finally {
            lock.unlock();
        }
    }

    private Map<Q, A> lead(List<Asking<Q, A>> all) {
        Turn<Q, A> turn = new Turn.Failed<>(new IllegalStateException("what was asked at once was not answered"));
        try {
            Map<Q, A> answers = work.apply(all.stream().map(Asking::question).collect(Collectors.toSet()));
            turn = new Turn.Answered<>(answers);
            return answers;
        } catch (RuntimeException e) {
            turn = new Turn.Failed<>(e);
            throw e;
        } finally {
            handOver();
            for (Asking<Q, A> each : all) {
                each.turn.complete(turn);
            }
        }
    }

    private void handOver() {
        List<Asking<Q, A>> next = new ArrayList<>();
        lock.lock();
        try {
            while (next.size() < most && !waiting.isEmpty()) {
                next.add(waiting.remove());
            }
            if (next.isEmpty()) {
                underWay--;
            }
        } finally {
            lock.unlock();
        }
        if (!next.isEmpty()) {
            next.getFirst().turn.complete(new Turn.Lead<>(next));
        }
    }

    private record Asking<Q, A>(Q question, CompletableFuture<Turn<Q, A>> turn) {}

    /** What one who waited does next. */
    private sealed interface Turn<Q, A> {

        record Lead<Q, A>(List<Asking<Q, A>> all) implements Turn<Q, A> {}

        record Answered<Q, A>(Map<Q, A> answers) implements Turn<Q, A> {}

        record Failed<Q, A>(RuntimeException failure) implements Turn<Q, A> {}
    }
}
