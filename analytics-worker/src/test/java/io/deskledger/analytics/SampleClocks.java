package io.deskledger.analytics;

import io.deskledger.model.sla.SlaClock;
import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaReading;
import io.deskledger.model.sla.SlaState;
import io.deskledger.model.sla.SlaTarget;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import io.deskledger.model.sla.WorkCalendar;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;

/** Writes the clocks of tickets by the default policy, as ticket-api does at each change. */
public final class SampleClocks {

    private static final WorkCalendar ALWAYS = WorkCalendar.always("24x7", ZoneOffset.UTC);

    private SampleClocks() {}

    /** Brings the rows of a ticket to what its history says at that instant. */
    public static void write(Desk desk, long ticket, Instant at) {
        desk.update("DELETE FROM support.ticket_sla WHERE ticket_id = ?", ticket);
        List<TicketPriority> priority = desk.query(
                "SELECT upper(priority) FROM support.tickets WHERE id = ?",
                row -> TicketPriority.valueOf(row.getString(1)),
                ticket);
        if (priority.isEmpty()) {
            return;
        }
        TicketTimeline timeline = timeline(desk, ticket);
        for (SlaKind kind : List.of(SlaKind.FIRST_RESPONSE, SlaKind.RESOLUTION)) {
            Duration time = Duration.ofHours(hours(kind, priority.getFirst()));
            new SlaClock(kind, new SlaTarget(time, ALWAYS, Set.of()), 80)
                    .read(timeline, at)
                    .ifPresent(reading -> insert(desk, ticket, reading));
        }
    }

    private static int hours(SlaKind kind, TicketPriority priority) {
        boolean resolution = kind == SlaKind.RESOLUTION;
        return switch (priority) {
            case URGENT -> resolution ? 4 : 1;
            case HIGH -> resolution ? 24 : 4;
            case MEDIUM -> resolution ? 72 : 8;
            case LOW -> resolution ? 168 : 24;
        };
    }

    private static TicketTimeline timeline(Desk desk, long ticket) {
        Instant created = desk.query(
                        "SELECT created_at FROM support.tickets WHERE id = ?",
                        row -> row.getObject(1, OffsetDateTime.class).toInstant(),
                        ticket)
                .getFirst();
        List<StatusAt> statuses = desk.query(
                "SELECT changed_at, upper(to_status) FROM support.status_changes WHERE ticket_id = ? ORDER BY version",
                row -> new StatusAt(
                        row.getObject(1, OffsetDateTime.class).toInstant(), TicketStatus.valueOf(row.getString(2))),
                ticket);
        List<ReplyAt> replies = desk.query(
                "SELECT first_responded_at FROM support.tickets WHERE id = ? AND first_responded_at IS NOT NULL",
                row -> new ReplyAt(row.getObject(1, OffsetDateTime.class).toInstant(), true),
                ticket);
        return new TicketTimeline(created, TicketStatus.OPEN, statuses, replies, List.of());
    }

    private static void insert(Desk desk, long ticket, SlaReading reading) {
        desk.update(
                """
                INSERT INTO support.ticket_sla (ticket_id, target, policy_version_id, target_seconds, state, is_open,
                                                started_at, counted_from, due_at, breached_at, stopped_at)
                VALUES (?, ?, 1, ?, ?, ?, ?, ?, CAST(? AS timestamptz), CAST(? AS timestamptz), CAST(? AS timestamptz))
                """,
                ticket,
                reading.kind().wire(),
                reading.target().toSeconds(),
                reading.state().wire(),
                reading.endedAt() == null,
                reading.startedAt(),
                reading.startedAt(),
                reading.dueAt(),
                reading.state() == SlaState.BREACHED ? reading.breachedAt() : null,
                reading.endedAt());
    }
}
