package io.deskledger.api.outbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.jspecify.annotations.Nullable;

/** Events on their way to the broker, in their order, and what became of them. */
final class SentBatch {

    private final List<Sent> sent;
    private final List<Long> acknowledged = new ArrayList<>();
    private final List<OutboxRow> tooLarge = new ArrayList<>();
    private final Set<String> failedKeys = new HashSet<>();
    private @Nullable Throwable failure;
    private int settled;

    SentBatch(List<Sent> sent) {
        this.sent = sent;
    }

    /**
     * Waits until every event is acknowledged or has failed, but no longer than the limit; tells whether that is so.
     */
    boolean settle(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            while (settled < sent.size()) {
                Sent next = sent.get(settled);
                try {
                    next.acknowledgement().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                    acknowledge(next.row());
                } catch (ExecutionException e) {
                    failedKeys.add(next.row().key());
                    if (e.getCause() instanceof RecordTooLargeException) {
                        tooLarge.add(next.row());
                    } else {
                        failure = e.getCause();
                    }
                }
                settled++;
            }
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** A row behind a failed one of its key stays too, and is sent again behind it: so their order is kept. */
    private void acknowledge(OutboxRow row) {
        if (!failedKeys.contains(row.key())) {
            acknowledged.add(row.id());
        }
    }

    /** The rows that may be deleted. */
    List<Long> acknowledged() {
        return acknowledged;
    }

    /** The rows that no broker takes, however often they are sent. */
    List<OutboxRow> tooLarge() {
        return tooLarge;
    }

    /** Why the last of the events failed that may get through another time, or null where none did. */
    @Nullable
    Throwable failure() {
        return failure;
    }

    /** One event and the promise of its acknowledgement. */
    record Sent(OutboxRow row, Future<RecordMetadata> acknowledgement) {}
}
