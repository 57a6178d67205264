package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.CustomerRepository.Customer;
import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the clocks of tickets go by that are new: all of it stands in their events, so nothing is read. */
final class NewTicketFacts {

    private NewTicketFacts() {}

    /** Whether these events of a ticket can tell what its clocks go by: from its creation on. */
    static boolean standIn(List<TicketEvent> events) {
        return events.getFirst() instanceof TicketEvent.Created;
    }

    /** What {@link FactsRepository} would read after these events, the first of which created the ticket. */
    static TicketFacts of(List<TicketEvent> events, Customer customer) {
        TicketSnapshot created = events.getFirst().ticket();
        TicketSnapshot now = events.getLast().ticket();
        Set<String> tags = new HashSet<>();
        List<StatusAt> moves = new ArrayList<>();
        for (TicketEvent event : events) {
            FieldChange retagged = event.changes().get("tags");
            if (retagged != null) {
                tags.clear();
                retagged.to().forEach(tag -> tags.add(tag.asText()));
            }
            FieldChange moved = event.changes().get("status");
            if (moved != null && !(event instanceof TicketEvent.Created)) {
                moves.add(new StatusAt(event.header().time(), event.ticket().status()));
            }
        }
        Instant answered = now.firstRespondedAt();
        return new TicketFacts(
                events.getFirst().header().entityId(),
                new SlaSubject(
                        now.priority(), now.category(), Set.copyOf(tags), customer.company(), customer.accountType()),
                new TicketTimeline(
                        created.createdAt(),
                        created.status(),
                        moves,
                        answered == null ? List.of() : List.of(new ReplyAt(answered, true)),
                        List.of()),
                now.deletedAt() != null,
                List.of(),
                null,
                0);
    }

    static TicketFacts of(long id, TicketSnapshot ticket, Collection<String> tags, Customer customer) {
        return new TicketFacts(
                id,
                new SlaSubject(
                        ticket.priority(),
                        ticket.category(),
                        Set.copyOf(tags),
                        customer.company(),
                        customer.accountType()),
                new TicketTimeline(ticket.createdAt(), ticket.status(), List.of(), List.of(), List.of()),
                false,
                List.of(),
                null,
                0);
    }
}
