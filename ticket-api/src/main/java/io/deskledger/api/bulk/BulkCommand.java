package io.deskledger.api.bulk;

import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketChoice;
import io.deskledger.model.user.UserRole;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A bulk change that is asked for.
 *
 * @param action what to do
 * @param ids with which tickets, where they are named
 * @param choice with which tickets, where they are described
 * @param dryRun whether to tell what would happen, and change nothing
 * @param skipRejected whether to change the others where some can't be changed
 */
public record BulkCommand(
        BulkAction action,
        @Nullable List<Long> ids,
        @Nullable TicketChoice choice,
        boolean dryRun,
        boolean skipRejected) {

    static final int MAX_TICKETS = 10_000;
    private static final String IDS = "ticket_ids";
    private static final String FILTER = "filter";

    public static BulkCommand read(JsonFields fields, Caller caller) {
        BulkAction action = BulkActions.read(fields, caller);
        boolean dryRun = fields.flag("dry_run", false);
        if (action instanceof BulkAction.Create) {
            fields.check();
            return new BulkCommand(action, null, null, dryRun, false);
        }
        if (action instanceof BulkAction.PermanentDelete && caller.role() != UserRole.ADMIN) {
            throw new ProblemException.Forbidden("Only admins may delete a ticket permanently");
        }
        boolean skipRejected = fields.flag("skip_rejected", false);
        List<Long> ids = fields.ids(IDS, MAX_TICKETS);
        // Only deleted tickets can be restored, so the filter looks among those; it says itself who may.
        QueryParams filter =
                fields.parameters(FILTER, action instanceof BulkAction.Restore ? Map.of("deleted", "only") : Map.of());
        boolean all = action instanceof BulkAction.CloseResolved && !fields.has(IDS) && !fields.has(FILTER);
        if (fields.has(IDS) == fields.has(FILTER) && !all) {
            fields.reject(IDS, "or a filter is required, and not both");
        }
        fields.notNull(IDS);
        fields.notNull(FILTER);
        fields.check();
        if (filter == null) {
            return new BulkCommand(action, all ? null : some(ids), null, dryRun, skipRejected);
        }
        return new BulkCommand(action, null, TicketChoice.read(filter, caller), dryRun, skipRejected);
    }

    private static List<Long> some(List<Long> ids) {
        if (ids.isEmpty()) {
            throw new ProblemException.Invalid(IDS, "must name at least one ticket");
        }
        return ids;
    }
}
