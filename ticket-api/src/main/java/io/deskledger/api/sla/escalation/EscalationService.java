package io.deskledger.api.sla.escalation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.sla.policy.EscalationAction;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.api.ticket.Ticket;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.api.ticket.TicketRepository;
import io.deskledger.model.event.Actor;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.Origin;
import io.deskledger.model.ticket.TicketPriority;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what the policies say of targets that come near or were missed, in the transaction that tells of them. */
@Singleton
public class EscalationService {

    /** What events name as the request: nobody asked. */
    public static final Origin ORIGIN = new Origin("sla-sweep", null, null);

    private final PolicyBooks books;
    private final TicketRepository tickets;
    private final NotificationRepository notifications;
    private final AssigneeCheck assignees;
    private final Outbox outbox;

    EscalationService(
            PolicyBooks books,
            TicketRepository tickets,
            NotificationRepository notifications,
            AssigneeCheck assignees,
            Outbox outbox) {
        this.books = books;
        this.tickets = tickets;
        this.notifications = notifications;
        this.assignees = assignees;
        this.outbox = outbox;
    }

    /** Takes the actions in the order of the policy, and tells people at the end; the tickets are locked. */
    public void follow(List<TargetPassed> passed, Instant now) {
        List<Told> told = new ArrayList<>();
        for (TargetPassed one : passed) {
            Optional<HeldVersion> held = books.current().find(one.versionId());
            held.ifPresent(version -> version.actions().stream()
                    .filter(action -> action.isFor(one.on(), one.kind()))
                    .forEach(action -> take(action, new Cause(one, version), now, told)));
        }
        if (!told.isEmpty()) {
            outbox.append(List.copyOf(notifications.add(told, now)));
        }
    }

    private void take(EscalationAction action, Cause cause, Instant now, List<Told> told) {
        long ticketId = cause.passed().ticketId();
        switch (action.kind()) {
            case NOTIFY_ASSIGNEE, NOTIFY_ROLE ->
                told.add(new Told(
                        ticketId, action, cause.rule(action), cause.passed().on()));
            case RAISE_PRIORITY -> change(ticketId, action, cause, now);
            case REASSIGN -> {
                if (action.assigneeId() != null && assignees.isActiveStaff(action.assigneeId())) {
                    change(ticketId, action, cause, now);
                }
            }
        }
    }

    private void change(long ticketId, EscalationAction action, Cause cause, Instant now) {
        tickets.lock(ticketId)
                .filter(before -> before.status().isOpen())
                .flatMap(before -> TicketChange.updated(before, edited(before, action), now))
                .ifPresent(change -> {
                    change.changes().put("rule", FieldChange.added(cause.rule(action)));
                    tickets.save(change.after(), Optional.empty());
                    outbox.append(change.event(now, Actor.SYSTEM, ORIGIN));
                });
    }

    private static Ticket edited(Ticket ticket, EscalationAction action) {
        return action.kind() == EscalationAction.Kind.REASSIGN
                ? ticket.assign(action.assigneeId())
                : ticket.changePriority(raised(ticket.priority()));
    }

    private static TicketPriority raised(TicketPriority priority) {
        return switch (priority) {
            case LOW -> TicketPriority.MEDIUM;
            case MEDIUM -> TicketPriority.HIGH;
            case HIGH, URGENT -> TicketPriority.URGENT;
        };
    }

    /** Why something happens by itself. */
    private record Cause(TargetPassed passed, HeldVersion held) {

        ObjectNode rule(EscalationAction action) {
            return passed.json()
                    .put("policy", held.version().name())
                    .put("on", action.on().wire())
                    .put("action", action.kind().wire());
        }
    }

    /** Somebody is to be told. */
    record Told(long ticketId, EscalationAction action, ObjectNode rule, EscalationAction.On on) {}
}
