package io.deskledger.api.sla.escalation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.sla.policy.EscalationAction;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.api.sla.policy.PolicyBooks;
import io.deskledger.model.event.ChangeEvent;
import io.deskledger.model.event.Origin;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Does what the policies say of targets that come near or were missed, in the transaction that tells of them. */
@Singleton
public class EscalationService {

    /** What events name as the request: nobody asked. */
    public static final Origin ORIGIN = new Origin("sla-sweep", null, null);

    private final PolicyBooks books;
    private final EscalatedTickets tickets;
    private final NotificationRepository notifications;
    private final Outbox outbox;

    EscalationService(
            PolicyBooks books, EscalatedTickets tickets, NotificationRepository notifications, Outbox outbox) {
        this.books = books;
        this.tickets = tickets;
        this.notifications = notifications;
        this.outbox = outbox;
    }

    /**
     * Takes the actions in the order of the policies, and tells people at the end; the tickets are locked. Whatever the
     * number of tickets, the statements are the same few.
     */
    public void follow(List<TargetPassed> passed, Instant now) {
        PolicyBook book =
                books.knowing(passed.stream().map(TargetPassed::versionId).toList());
        List<Step> changes = new ArrayList<>();
        List<Step> told = new ArrayList<>();
        for (TargetPassed one : passed) {
            HeldVersion held = book.get(one.versionId());
            held.actions().stream()
                    .filter(action -> action.isFor(one.on(), one.kind()))
                    .forEach(action -> (isChange(action) ? changes : told).add(new Step(one, held, action)));
        }
        List<ChangeEvent> events = new ArrayList<>();
        if (!changes.isEmpty()) {
            events.addAll(tickets.change(changes, now));
        }
        if (!told.isEmpty()) {
            events.addAll(notifications.add(told, now));
        }
        outbox.append(events);
    }

    private static boolean isChange(EscalationAction action) {
        return switch (action.kind()) {
            case NOTIFY_ASSIGNEE, NOTIFY_ROLE -> false;
            case RAISE_PRIORITY, REASSIGN -> true;
        };
    }

    /** Something is to be done by itself, and why. */
    record Step(TargetPassed passed, HeldVersion held, EscalationAction action) {

        long ticketId() {
            return passed.ticketId();
        }

        ObjectNode rule() {
            return passed.json()
                    .put("policy", held.version().name())
                    .put("on", action.on().wire())
                    .put("action", action.kind().wire());
        }
    }
}
