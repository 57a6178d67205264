package io.deskledger.api.ticket;

import io.deskledger.api.limit.Gate;
import io.deskledger.api.security.Caller;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes tickets; those whose agent is to be chosen wait for their turn, whether a program or a page sent them. */
@Singleton
public final class AssignmentGate {

    /** One that has the lock of the choice, and some that are ready to take it over. */
    private static final int CHOOSING_AT_ONCE = 4;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final TicketService service;
    private final TicketGroupService groups;
    private final Gate choices = new Gate(CHOOSING_AT_ONCE, PATIENCE, "Other choices of an agent");

    AssignmentGate(TicketService service, TicketGroupService groups) {
        this.service = service;
        this.groups = groups;
    }

    /** Makes the ticket when its turn comes; see {@link Gate#pass}. */
    public TaggedTicket create(NewTicket request, Caller caller) {
        return request.autoAssign() == null
                ? groups.create(request, caller)
                : choices.pass(() -> service.create(request, caller));
    }
}
