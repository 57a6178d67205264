package io.deskledger.api.ticket;

import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;

/** Whose tickets may be looked at by whom; for those who show what belongs to a ticket. */
@Singleton
public final class TicketAccess {

    private static final String CREATOR_OF = "SELECT t.creator_id FROM support.tickets t WHERE t.id = ? AND ";

    private final Sql sql;

    TicketAccess(Sql sql) {
        this.sql = sql;
    }

    /** Lets pass who may see the ticket: staff and whose it is; a foreign one is as good as none. */
    public void requireVisible(long ticketId, Deleted deleted, Caller caller) {
        boolean visible = sql.first(CREATOR_OF + deleted.condition(), row -> row.getLong("creator_id"), ticketId)
                .filter(creator -> caller.isStaff() || creator == caller.id())
                .isPresent();
        if (!visible) {
            throw new ProblemException.NotFound("There is no such ticket");
        }
    }
}
