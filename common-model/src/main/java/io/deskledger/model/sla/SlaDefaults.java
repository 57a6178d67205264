package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketPriority;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** What a desk promises that was told nothing else: around the clock, no pause. */
public final class SlaDefaults {

    public static final WorkCalendar CALENDAR = WorkCalendar.always("24x7", ZoneOffset.UTC);

    /** Resolution within 4, 24, 72 and 168 hours, a first response within 1, 4, 8 and 24, urgent to low. */
    public static final SlaTargets TARGETS = new SlaTargets(
            Map.of(SlaKind.RESOLUTION, byPriority(4, 24, 72, 168), SlaKind.FIRST_RESPONSE, byPriority(1, 4, 8, 24)));

    private SlaDefaults() {}

    private static Map<TicketPriority, SlaTarget> byPriority(int urgent, int high, int medium, int low) {
        Map<TicketPriority, SlaTarget> targets = new EnumMap<>(TicketPriority.class);
        targets.put(TicketPriority.URGENT, hours(urgent));
        targets.put(TicketPriority.HIGH, hours(high));
        targets.put(TicketPriority.MEDIUM, hours(medium));
        targets.put(TicketPriority.LOW, hours(low));
        return targets;
    }

    private static SlaTarget hours(int hours) {
        return new SlaTarget(Duration.ofHours(hours), CALENDAR, Set.of());
    }
}
