package io.deskledger.api.ticket;

import io.deskledger.api.http.Versions;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who may run the commands that are for staff only, and on which version of the ticket. */
final class StaffCommand {

    private StaffCommand() {}

    /** Customers learn that it is not theirs to do where the ticket is theirs, and nothing where it is not. */
    static Ticket require(Optional<Ticket> found, String what, @Nullable String ifMatch, Caller caller) {
        Ticket ticket = found.filter(visible -> visible.isVisibleTo(caller.actor()))
                .orElseThrow(() -> new ProblemException.NotFound("There is no such ticket"));
        if (!caller.isStaff()) {
            throw new ProblemException.Forbidden("Only staff may " + what);
        }
        Versions.require(ifMatch, ticket.version());
        return ticket;
    }
}
