package io.deskledger.audit.consume;

import io.deskledger.model.event.Actor;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.event.UserEvent;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import io.deskledger.model.user.UserRole;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events as ticket-api would send them. */
public final class Events {

    static final Instant CREATED = Instant.parse("2026-03-01T10:15:30.123456Z");

    private static final Origin REQUEST = new Origin("req-1", "192.0.2.7", "Mozilla/5.0 (ünïcode)");

    private Events() {}

    /** The whole life of some tickets, ticket by ticket. */
    public static List<TicketEvent> tickets(int tickets, int versions) {
        List<TicketEvent> events = new ArrayList<>();
        for (long ticket = 1; ticket <= tickets; ticket++) {
            for (long version = 1; version <= versions; version++) {
                events.add(ticket(EventIds.next(), ticket, version));
            }
        }
        return events;
    }

    public static TicketEvent ticket(UUID id, long ticket, long version) {
        Map<String, FieldChange> changes =
                Map.of("title", FieldChange.of("Title " + (version - 1), "Title " + version + " – déjà vu"));
        EventHeader header = new EventHeader(
                id, CREATED.plusSeconds(version), ticket, version, Actor.user(3, UserRole.AGENT), REQUEST);
        return switch ((int) version) {
            case 1 -> new TicketEvent.Created(header, changes, snapshot());
            case 3 -> new TicketEvent.Deleted(header, changes, snapshot());
            case 4 -> new TicketEvent.Restored(header, changes, snapshot());
            case 5 -> new TicketEvent.Purged(header, changes, snapshot());
            default -> new TicketEvent.Updated(header, changes, snapshot());
        };
    }

    static UserEvent signIn(long user, long version) {
        EventHeader header =
                new EventHeader(EventIds.next(), CREATED, user, version, Actor.user(user, UserRole.ADMIN), REQUEST);
        return new UserEvent.SignedIn(header, Map.of());
    }

    /** A UUIDv7 of that time. */
    public static UUID idAt(Instant time) {
        long high = (time.toEpochMilli() << 16) | 0x7000L | (EventIds.next().getMostSignificantBits() & 0xfff);
        return new UUID(high, EventIds.next().getLeastSignificantBits());
    }

    private static TicketSnapshot snapshot() {
        return new TicketSnapshot(
                CREATED, null, null, null, null, TicketStatus.OPEN, TicketPriority.HIGH, "billing", 7, null);
    }
}
