package io.deskledger.api.sla.live;

import io.deskledger.model.event.FieldChange;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the clocks of a ticket go by that has just been created: all of it stands in the event. */
final class NewTicketFacts {

    private NewTicketFacts() {}

    static TicketFacts of(TicketEvent event) {
        Set<String> tags = new HashSet<>();
        FieldChange change = event.changes().get("tags");
        if (change != null) {
            change.to().forEach(tag -> tags.add(tag.asText()));
        }
        return of(event.header().entityId(), event.ticket(), tags);
    }

    static TicketFacts of(long id, TicketSnapshot ticket, Collection<String> tags) {
        return new TicketFacts(
                id,
                new SlaSubject(ticket.priority(), ticket.category(), Set.copyOf(tags), null, null),
                new TicketTimeline(ticket.createdAt(), ticket.status(), List.of(), List.of(), List.of()),
                false,
                List.of());
    }
}
