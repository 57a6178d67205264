package io.deskledger.api.sla.live;

import io.deskledger.api.sla.SlaSettings;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.api.ticket.EscalationLimits;
import io.deskledger.api.ticket.SlaView;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketClocks;
import io.deskledger.api.ticket.TicketUrgency;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.WorkCalendar;
import io.deskledger.model.ticket.TicketStatus;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows tickets how their clocks stand. */
@Singleton
final class LiveClocks implements TicketClocks {

    private final PolicyBooks books;
    private final FirstClocks first;
    private final SlaSettings settings;
    private final Clock clock;

    LiveClocks(PolicyBooks books, FirstClocks first, SlaSettings settings, Clock clock) {
        this.books = books;
        this.first = first;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public TicketUrgency ofNew(Ticket ticket, List<String> tags) {
        PolicyBook book = books.current();
        TicketSnapshot made = ticket.snapshot();
        TicketFacts known =
                NewTicketFacts.of(ticket.id(), made, tags, first.customer(made.creatorId(), made.createdAt(), book));
        Instant now = clock.instant();
        return TicketClockService.kept(book, known)
                .map(held -> new Evaluation(held, now, true)
                        .rows(known).stream().map(ShownClock::of).toList())
                .map(clocks -> urgency(ticket.status(), clocks, now))
                .orElse(TicketUrgency.NONE);
    }

    @Override
    public TicketUrgency of(TicketStatus status, byte @Nullable [] clocks) {
        if (clocks == null) {
            return TicketUrgency.NONE;
        }
        return urgency(status, StoredClocks.read(clocks), clock.instant());
    }

    @Override
    public EscalationLimits limits(int hours) {
        Instant now = clock.instant();
        Map<WorkCalendar, Instant> known = new HashMap<>();
        Map<Long, Instant> byVersion = new HashMap<>();
        for (HeldVersion held : books.current().all()) {
            calendar(held)
                    .filter(calendar -> !Calendars.isAlwaysOpen(calendar))
                    .ifPresent(calendar -> byVersion.put(
                            held.id(),
                            known.computeIfAbsent(
                                    calendar, one -> Calendars.latestBefore(one, Duration.ofHours(hours), now))));
        }
        return new EscalationLimits(now.minus(Duration.ofHours(hours)), byVersion);
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    private TicketUrgency urgency(TicketStatus status, List<ShownClock> clocks, Instant now) {
        Map<SlaKind, ShownClock> byKind = new EnumMap<>(SlaKind.class);
        clocks.forEach(one -> byKind.put(one.kind(), one));
        ShownClock resolution = byKind.get(SlaKind.RESOLUTION);
        Optional<ShownClock> running = Optional.ofNullable(resolution).filter(ShownClock::open);
        return clocks.isEmpty()
                ? TicketUrgency.NONE
                : new TicketUrgency(
                        running.filter(one -> one.isLate(now)).isPresent(),
                        status == TicketStatus.OPEN
                                && running.filter(one -> hasRunLong(one, now)).isPresent(),
                        new SlaView(
                                clocks.getFirst().versionId(),
                                view(byKind.get(SlaKind.FIRST_RESPONSE), now),
                                view(byKind.get(SlaKind.NEXT_RESPONSE), now),
                                view(resolution, now)));
    }

    private boolean hasRunLong(ShownClock resolution, Instant now) {
        Duration limit = Duration.ofHours(settings.escalationHours());
        HeldVersion held = books.knowing(List.of(resolution.versionId())).get(resolution.versionId());
        return calendar(held)
                .map(calendar -> calendar.between(resolution.countedFrom(), now))
                .filter(run -> run.compareTo(limit) > 0)
                .isPresent();
    }

    private static SlaView.@Nullable Target view(@Nullable ShownClock clock, Instant now) {
        return clock == null ? null : clock.view(now);
    }

    private static Optional<WorkCalendar> calendar(HeldVersion held) {
        return held.version().targets().all().getOrDefault(SlaKind.RESOLUTION, Map.of()).values().stream()
                .map(target -> target.calendar())
                .findFirst();
    }
}
