package io.deskledger.api.ticket;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Puts tags on a ticket and takes them off: for staff, since queues and reports go by them. */
@Singleton
public class TicketTagService {

    private static final String WHAT = "change a ticket's tags";

    private final TicketRepository tickets;
    private final Outbox outbox;
    private final Clock clock;

    TicketTagService(TicketRepository tickets, Outbox outbox, Clock clock) {
        this.tickets = tickets;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Adds those that the ticket does not have; where it has all of them nothing happens. */
    @Transactional
    public TaggedTicket add(long id, List<String> names, @Nullable String ifMatch, Caller caller) {
        Ticket before = StaffCommand.require(tickets.lock(id), WHAT, ifMatch, caller);
        List<String> old = tickets.tags(id);
        TreeSet<String> all = new TreeSet<>(old);
        all.addAll(names);
        if (all.size() > TicketRules.MAX_TAGS) {
            throw new ProblemException.Conflict(
                    "The ticket would have " + all.size() + " tags; it may have " + TicketRules.MAX_TAGS);
        }
        Instant now = clock.instant();
        tickets.tag(id, names.stream().filter(name -> !old.contains(name)).toList(), now);
        return save(before, old, List.copyOf(all), now, caller);
    }

    @Transactional
    public TaggedTicket remove(long id, String name, @Nullable String ifMatch, Caller caller) {
        Ticket before = StaffCommand.require(tickets.lock(id), WHAT, ifMatch, caller);
        List<String> old = tickets.tags(id);
        if (!old.contains(name)) {
            throw new ProblemException.NotFound("The ticket has no such tag");
        }
        tickets.untag(id, name);
        return save(before, old, old.stream().filter(tag -> !tag.equals(name)).toList(), clock.instant(), caller);
    }

    private TaggedTicket save(Ticket before, List<String> old, List<String> tags, Instant now, Caller caller) {
        Optional<TicketChange> change = TicketChange.tagged(before, old, tags, now);
        change.ifPresent(made -> {
            tickets.save(made.after(), Optional.empty());
            outbox.append(made.event(now, caller.actor(), caller.origin()));
        });
        return tickets.tagged(change.map(TicketChange::after).orElse(before));
    }
}
