package io.deskledger.bench;

import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Histories of tickets for the clocks of service levels; the same at each run. */
final class SampleTickets {

    /** When the clocks are read. */
    static final Instant NOW = Instant.parse("2026-11-20T14:25:36.789Z");

    /** A power of two, so that a benchmark can walk round and round. */
    static final int COUNT = 512;

    private static final long MOST_AGE_SECONDS = Duration.ofDays(365).toSeconds();
    private static final long MOST_LIFE_SECONDS = Duration.ofDays(20).toSeconds();

    private SampleTickets() {}

    /** Tickets of the last year, each of which waited so often for its customer; two of three are resolved. */
    static List<TicketTimeline> waiting(int pauses) {
        SplittableRandom random = new SplittableRandom(8);
        return IntStream.range(0, COUNT).mapToObj(_ -> ticket(random, pauses)).toList();
    }

    private static TicketTimeline ticket(SplittableRandom random, int pauses) {
        Instant created = NOW.minusSeconds(random.nextLong(MOST_LIFE_SECONDS, MOST_AGE_SECONDS));
        List<StatusAt> statuses = new ArrayList<>();
        List<ReplyAt> replies = new ArrayList<>();
        long step = random.nextLong(1, MOST_LIFE_SECONDS) * 1_000 / (2L * pauses + 2);
        Instant at = created.plusMillis(1 + random.nextLong(step));
        statuses.add(new StatusAt(at, TicketStatus.IN_PROGRESS));
        for (int pause = 0; pause < pauses; pause++) {
            at = at.plusMillis(1 + random.nextLong(step));
            replies.add(new ReplyAt(at, true));
            statuses.add(new StatusAt(at, TicketStatus.WAITING_ON_CUSTOMER));
            at = at.plusMillis(1 + random.nextLong(step));
            replies.add(new ReplyAt(at, false));
            statuses.add(new StatusAt(at, TicketStatus.IN_PROGRESS));
        }
        if (random.nextInt(3) > 0) {
            statuses.add(new StatusAt(at.plusMillis(1 + random.nextLong(step)), TicketStatus.RESOLVED));
        }
        return new TicketTimeline(created, TicketStatus.OPEN, statuses, replies, List.of());
    }
}
