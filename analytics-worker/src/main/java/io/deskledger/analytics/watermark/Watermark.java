package io.deskledger.analytics.watermark;

import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.dirty.SummaryZone;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instant before which every recorded change is in the summaries.
 *
 * <p>A change goes tickets and outbox (one transaction), topic, mark, rows. So a pass looks in that order: everything
 * committed before the oldest row of the outbox (or before now, where it is empty) is in the topic up to its end as it
 * is then. That pair is a barrier. Once the whole group has read up to those ends, whoever of it did, all that came
 * before the barrier is marked; and what is marked and not computed is no younger than the oldest change of the dirty
 * days. The smaller of the two is the watermark. It moves under load as well, because the ends of a barrier stay where
 * they are.
 *
 * <p>Any worker can do this, and each does: it asks what is so, not what it did itself. When no worker consumes, the
 * group does not reach the ends of the next event, and the watermark stands; likewise when the relay, Kafka or
 * PostgreSQL is away. Times are those of the services' clocks, which are taken to agree.
 */
@Singleton
public class Watermark {

    private record Barrier(Instant before, Map<TopicPartition, Long> ends) {}

    private final OutboxAgeQuery outbox;
    private final TopicOffsets topic;
    private final SummaryZone summaries;
    private final DirtyDays days;
    private final Clock clock;
    private final AtomicLong lag;
    private final AtomicLong dirty;
    private @Nullable Barrier barrier;

    Watermark(
            OutboxAgeQuery outbox,
            TopicOffsets topic,
            SummaryZone summaries,
            DirtyDays days,
            Clock clock,
            MeterRegistry meters) {
        this.outbox = outbox;
        this.topic = topic;
        this.summaries = summaries;
        this.days = days;
        this.clock = clock;
        this.lag = meters.gauge("deskledger.analytics.lag", new AtomicLong());
        this.dirty = meters.gauge("deskledger.analytics.dirty.days", new AtomicLong());
    }

    /** One pass. */
    public synchronized void advance() {
        dirty.set(days.count());
        Barrier ahead = barrier == null ? barrier() : barrier;
        barrier = ahead;
        Map<TopicPartition, Long> read = topic.read();
        lag.set(ahead.ends().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - read.getOrDefault(end.getKey(), 0L)))
                .sum());
        if (lag.get() == 0) {
            summaries.advanceTo(ahead.before());
            barrier = null;
        }
    }

    private Barrier barrier() {
        Instant now = clock.instant();
        Instant before =
                outbox.oldest().map(OutboxAge::appendedAt).filter(now::isAfter).orElse(now);
        return new Barrier(before, topic.ends());
    }
}
