package io.deskledger.api.coalesce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Puts a question once for all who ask the same at the same time. The question of one who asks alone is put at once.
 * Those who come while it is under way share the next one, which is put when it has ended: so each sees what was
 * committed before it asked.
 *
 * @param <K> equal where the question is the same
 * @param <V> the answer, shared by all who get it
 */
public final class SingleFlight<K, V> {

    private final ReentrantLock lock = new ReentrantLock();
    private final Map<K, Flight<V>> underWay = new HashMap<>();

    /**
     * The answer to the question.
     *
     * @param question is given what it runs when it begins, perhaps after it has waited for its turn: who asks until
     *     then shares it. What it throws, all get who share it
     */
    public V get(K key, Function<Runnable, V> question) {
        Flight<V> own = new Flight<>();
        Flight<V> flight = board(key, own);
        if (flight != own) {
            return flight.await();
        }
        own.awaitEarlier();
        try {
            V answer = question.apply(() -> depart(own));
            land(key, own);
            own.landed.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            land(key, own);
            own.landed.completeExceptionally(e);
            throw e;
        }
    }

    /** How many different questions are being put. */
    int underWay() {
        lock.lock();
        try {
            return underWay.size();
        } finally {
            lock.unlock();
        }
    }

    /** The own one, behind the one that is under way if any is, or another's that is not yet under way. */
    private Flight<V> board(K key, Flight<V> own) {
        lock.lock();
        try {
            Flight<V> earlier = underWay.putIfAbsent(key, own);
            if (earlier == null) {
                return own;
            }
            if (!earlier.departed) {
                return earlier;
            }
            if (earlier.next == null) {
                own.earlier = earlier;
                earlier.next = own;
            }
            return earlier.next;
        } finally {
            lock.unlock();
        }
    }

    private void depart(Flight<V> flight) {
        lock.lock();
        try {
            flight.departed = true;
        } finally {
            lock.unlock();
        }
    }

    private void land(K key, Flight<V> flight) {
        lock.lock();
        try {
            if (flight.next == null) {
                underWay.remove(key);
            } else {
                underWay.put(key, flight.next);
            }
        } finally {
            lock.unlock();
        }
    }

    private static final class Flight<V> {
        private final CompletableFuture<V> landed = new CompletableFuture<>();
        private @Nullable Flight<V> earlier;
        private @Nullable Flight<V> next;
        private boolean departed;

        /** However that one ends. */
        void awaitEarlier() {
            if (earlier != null) {
                earlier.landed.handle((answer, failure) -> true).join();
                earlier = null;
            }
        }

        V await() {
            try {
                return landed.join();
            } catch (CompletionException e) {
                if (e.getCause() instanceof RuntimeException failure) {
                    throw failure;
                }
                throw e;
            }
        }
    }
}
