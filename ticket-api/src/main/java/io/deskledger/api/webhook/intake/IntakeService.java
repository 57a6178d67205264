package io.deskledger.api.webhook.intake;

import io.deskledger.api.webhook.Backoff;
import io.micronaut.data.connection.annotation.Connectable;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Stores deliveries together with how far reading has come, so that neither is ever without the other. */
@Singleton
class IntakeService {

    /** Far more than the clocks of Kafka and of the instances differ. */
    private static final Duration MARGIN = Duration.ofHours(1);

    private final IntakeRepository intake;
    private final Backoff backoff;
    private final Clock clock;

    IntakeService(IntakeRepository intake, Backoff backoff, Clock clock) {
        this.intake = intake;
        this.backoff = backoff;
        this.clock = clock;
    }

    @Connectable
    Set<String> wanted() {
        return intake.wanted();
    }

    /** From when on a partition that was never read may hold what a webhook is to be told. */
    @Connectable
    Instant since() {
        Instant now = clock.instant();
        return intake.earliest().filter(now::isAfter).orElse(now).minus(MARGIN);
    }

    /** Where to go on reading, stored too. */
    @Transactional
    List<Position> place(List<LogRange> ranges) {
        intake.open(ranges.stream().map(LogRange::start).toList());
        Map<Integer, Position> stored =
                intake.lock(ranges.stream().map(LogRange::partition).toList());
        List<Position> positions = ranges.stream()
                .map(range -> range.resume(Objects.requireNonNull(stored.get(range.partition()))))
                .toList();
        intake.move(positions);
        return positions;
    }

    /**
     * Takes in what was read.
     *
     * @return how many deliveries that makes
     * @throws PositionMovedException where somebody else has read it already
     */
    @Transactional
    int take(List<Slice> slices, String topicId) {
        Map<Integer, Position> stored =
                intake.lock(slices.stream().map(Slice::partition).toList());
        for (Slice slice : slices) {
            if (!new Position(slice.partition(), topicId, slice.from()).equals(stored.get(slice.partition()))) {
                throw new PositionMovedException(slice.partition());
            }
        }
        intake.move(slices.stream()
                .map(slice -> new Position(slice.partition(), topicId, slice.next()))
                .toList());
        List<Change> changes =
                slices.stream().flatMap(slice -> slice.changes().stream()).toList();
        Instant now = clock.instant();
        return changes.isEmpty() ? 0 : intake.fanOut(changes, now, backoff.giveUpAt(now));
    }
}
