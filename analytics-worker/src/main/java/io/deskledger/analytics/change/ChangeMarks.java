package io.deskledger.analytics.change;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.analytics.dirty.DirtyDays;
import io.deskledger.analytics.dirty.SummaryZone;
import io.deskledger.analytics.time.ReportingZone;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.UserEvent;
import io.deskledger.model.user.UserRole;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Marks the days that a batch of changes altered; the same batch twice marks the same days. */
@Singleton
class ChangeMarks {

    private final DirtyDays days;
    private final PastDays past;
    private final SummaryZone summaryZone;
    private final ReportingZone zone;
    private final Clock clock;

    ChangeMarks(DirtyDays days, PastDays past, SummaryZone summaryZone, ReportingZone zone, Clock clock) {
        this.days = days;
        this.past = past;
        this.summaryZone = summaryZone;
        this.zone = zone;
        this.clock = clock;
    }

    /** Refuses to go on where the summaries are in another zone than ours: others must read our share of the topic. */
    @Transactional
    void check() {
        summaryZone.require();
    }

    /** Marks the days, if any; answers whether there were any. */
    @Transactional
    boolean mark(List<ChangeEvent> events) {
        SortedMap<LocalDate, String> causes = causes(events);
        Optional<String> everything = events.stream()
                .filter(ChangeMarks::changesRole)
                .map(ChangeMarks::cause)
                .findFirst();
        if (causes.isEmpty() && everything.isEmpty()) {
            return false;
        }
        summaryZone.require();
        Instant now = clock.instant();
        everything.ifPresent(cause -> days.markCounted(now, oldest(events), cause));
        days.mark(
                causes.keySet().stream().map(Object::toString).toArray(String[]::new),
                causes.values().toArray(String[]::new),
                now,
                oldest(events));
        return true;
    }

    /** The days that the changes touched, each with the first change that did. */
    private SortedMap<LocalDate, String> causes(List<ChangeEvent> events) {
        Map<Long, String> moved = new HashMap<>();
        Map<Long, String> promised = new HashMap<>();
        Map<Long, String> answered = new HashMap<>();
        SortedMap<LocalDate, String> causes = new TreeMap<>();
        for (ChangeEvent any : events) {
            if (any instanceof TicketEvent event) {
                String cause = cause(event);
                Set<Instant> times = TouchedDays.times(event);
                times.forEach(time -> causes.putIfAbsent(zone.dayOf(time), cause));
                if (TouchedDays.movesReopenings(event)) {
                    moved.putIfAbsent(event.header().entityId(), cause);
                }
                if (TouchedDays.isComment(event)) {
                    answered.putIfAbsent(event.header().entityId(), cause);
                } else if (!times.isEmpty() || TouchedDays.movesPromises(event)) {
                    promised.putIfAbsent(event.header().entityId(), cause);
                }
            }
        }
        past.reopened(moved.keySet())
                .forEach(one -> causes.putIfAbsent(one.day(), moved.getOrDefault(one.ticketId(), "")));
        past.promised(promised.keySet())
                .forEach(one -> causes.putIfAbsent(one.day(), promised.getOrDefault(one.ticketId(), "")));
        past.answered(answered.keySet())
                .forEach(one -> causes.putIfAbsent(one.day(), answered.getOrDefault(one.ticketId(), "")));
        return causes;
    }

    /** Comments count for those who are staff now, whenever they wrote them. */
    private static boolean changesRole(ChangeEvent event) {
        FieldChange role = event instanceof UserEvent.Updated ? event.changes().get("role") : null;
        return role != null && isCustomer(role.from()) != isCustomer(role.to());
    }

    private static boolean isCustomer(JsonNode role) {
        return UserRole.CUSTOMER.wire().equals(role.asText());
    }

    private static String cause(ChangeEvent event) {
        return event.type().wire() + " " + event.subject();
    }

    private static Instant oldest(List<ChangeEvent> events) {
        return events.stream()
                .map(event -> event.header().recordedAt())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
