package io.deskledger.api.sla.reevaluation;

import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketChoice;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which tickets are to be held to what the policies say now.
 *
 * @param ids these
 * @param choice or those that it finds
 * @param dryRun whether only to say what would change
 */
public record ReevaluationCommand(List<Long> ids, @Nullable TicketChoice choice, boolean dryRun) {

    static final int MAX_TICKETS = 10_000;
    private static final String IDS = "ticket_ids";
    private static final String FILTER = "filter";

    /** Reads it by its rules. */
    public static ReevaluationCommand read(JsonFields fields, Caller caller) {
        List<Long> ids = fields.ids(IDS, MAX_TICKETS);
        QueryParams filter = fields.parameters(FILTER, Map.of());
        if (ids.isEmpty() == (filter == null)) {
            fields.reject(IDS, "either it or filter has to say which tickets");
        }
        fields.notNull("dry_run");
        boolean dryRun = fields.flag("dry_run", true);
        fields.check();
        return new ReevaluationCommand(ids, filter == null ? null : TicketChoice.read(filter, caller), dryRun);
    }
}
