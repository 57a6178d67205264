package io.deskledger.api.sla.live;

import io.deskledger.api.sla.live.CustomerRepository.Customer;
import io.deskledger.api.sla.policy.HeldVersion;
import io.deskledger.api.sla.policy.PolicyBook;
import io.deskledger.model.event.TicketEvent;
import io.deskledger.model.event.TicketSnapshot;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Gives new tickets their clocks by their events, so that of many tickets at once none has to be read. */
@Singleton
class FirstClocks {

    private final CustomerRepository customers;
    private final TicketClockService clocks;

    FirstClocks(CustomerRepository customers, TicketClockService clocks) {
        this.customers = customers;
        this.clocks = clocks;
    }

    /** Sets the clocks of those tickets whose events tell enough, and takes them out. */
    void set(Map<Long, List<TicketEvent>> byTicket, PolicyBook book, Instant now) {
        Map<Long, Customer> known = customers(byTicket, book);
        Map<TicketFacts, HeldVersion> given = new LinkedHashMap<>();
        for (Iterator<List<TicketEvent>> left = byTicket.values().iterator(); left.hasNext(); ) {
            List<TicketEvent> events = left.next();
            if (NewTicketFacts.standIn(events)) {
                TicketFacts facts = NewTicketFacts.of(
                        events, known.getOrDefault(events.getLast().ticket().creatorId(), Customer.UNKNOWN));
                Optional<HeldVersion> held = TicketClockService.kept(book, facts);
                // Every comment counts then, and events tell only of the first answer.
                if (events.size() == 1
                        || held.filter(PolicyBook::isOfNextResponse).isEmpty()) {
                    held.ifPresent(version -> given.put(facts, version));
                    left.remove();
                }
            }
        }
        clocks.setFirst(given, now);
    }

    /** The customer, as far as a policy asks who that is. */
    Customer customer(long id, Instant createdAt, PolicyBook book) {
        return book.usesCustomerAt(createdAt)
                ? customers.find(List.of(id)).getOrDefault(id, Customer.UNKNOWN)
                : Customer.UNKNOWN;
    }

    private Map<Long, Customer> customers(Map<Long, List<TicketEvent>> byTicket, PolicyBook book) {
        Set<Long> asked = new HashSet<>();
        for (List<TicketEvent> events : byTicket.values()) {
            TicketSnapshot ticket = events.getLast().ticket();
            if (NewTicketFacts.standIn(events) && book.usesCustomerAt(ticket.createdAt())) {
                asked.add(ticket.creatorId());
            }
        }
        return customers.find(asked);
    }
}
