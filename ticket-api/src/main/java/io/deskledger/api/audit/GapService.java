package io.deskledger.api.audit;

import io.deskledger.api.outbox.ChangeLog;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Finds out whether the log is complete. Holes between versions show by themselves. What is missing at the end of a
 * ticket's history can only be told from what is on its way by waiting for that: first the tickets are looked at, then
 * the ends of the topic, then the log, once the consumer has come to those ends.
 */
@Singleton
public final class GapService {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final GapQueries queries;
    private final ChangeLog changes;
    private final Clock clock;

    GapService(GapQueries queries, ChangeLog changes, Clock clock) {
        this.queries = queries;
        this.changes = changes;
        this.clock = clock;
    }

    /** The report over what was recorded from {@code from} on and before {@code to}. */
    public GapReport report(Instant from, Instant to) {
        List<GapQueries.Open> open = AuditSchema.require(() -> queries.open(from, to));
        GapQueries.Waiting waiting = queries.waiting(clock.instant());
        Optional<Map<Integer, Long>> ends = changes.ends();
        Optional<Long> lag = ends.map(this::lag);
        boolean settled = isSettled(open, ends);

        List<GapReport.Gap> lost = settled ? lost(open) : List.of();
        GapQueries.Counts counts = queries.counts(from, to);
        GapQueries.Holes holes = queries.holes(from, to);
        long coming = open.stream()
                .mapToLong(settled ? GapQueries.Open::waiting : GapQueries.Open::behind)
                .sum();
        long lostVersions = lost.stream().mapToLong(GapReport.Gap::versions).sum();
        List<GapReport.Gap> gaps = new ArrayList<>(holes.first());
        gaps.addAll(lost.stream().limit(20).toList());
        return new GapReport(
                from,
                to,
                counts.versions() + holes.versions() + lostVersions + coming,
                counts.rows() + counts.leftOut(),
                counts.rows(),
                holes.versions() + lostVersions,
                counts.duplicate(),
                counts.outOfOrder(),
                counts.leftOut(),
                new GapReport.Lag(waiting.events(), waiting.seconds(), lag.orElse(null), coming),
                settled,
                gaps);
    }

    /** What is on its way now; waits for nothing but the answers. */
    public Backlog backlog() {
        Map<Integer, Long> consumed = AuditSchema.require(queries::consumed);
        GapQueries.Waiting waiting = queries.waiting(clock.instant());
        Optional<Long> lag = changes.ends().map(ends -> lag(ends, consumed));
        return new Backlog(waiting.events(), waiting.seconds(), lag.orElse(null));
    }

    private boolean isSettled(List<GapQueries.Open> open, Optional<Map<Integer, Long>> ends) {
        if (open.isEmpty()) {
            return true;
        }
        return open.size() <= GapQueries.MOST_OPEN && ends.isPresent() && reach(ends.get());
    }

    private long lag(Map<Integer, Long> ends) {
        return lag(ends, queries.consumed());
    }

    private static long lag(Map<Integer, Long> ends, Map<Integer, Long> consumed) {
        return ends.entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue() - consumed.getOrDefault(end.getKey(), 0L)))
                .sum();
    }

    /** Whether the log has everything that the topic had, in good time. */
    private boolean reach(Map<Integer, Long> ends) {
        Instant deadline = clock.instant().plus(PATIENCE);
        boolean reached = lag(ends) == 0;
        while (!reached
                && clock.instant().isBefore(deadline)
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            reached = lag(ends) == 0;
        }
        return reached;
    }

    /** What had left the outbox, and so was in the topic, and yet came into no row. */
    private List<GapReport.Gap> lost(List<GapQueries.Open> open) {
        Map<Long, Long> audited = open.isEmpty()
                ? Map.of()
                : queries.audited(open.stream().map(GapQueries.Open::ticketId).toList());
        return open.stream()
                .map(ticket -> new GapReport.Gap(
                        LogFilter.TICKETS,
                        ticket.ticketId(),
                        audited.getOrDefault(ticket.ticketId(), 0L) + 1,
                        ticket.sent()))
                .filter(gap -> gap.versions() > 0)
                .toList();
    }
}
