package io.deskledger.api.bulk;

import io.deskledger.api.outbox.Outbox;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketChange;
import io.deskledger.model.event.EventIds;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Changes many tickets in one transaction: all of them, or none where one can't be changed and the others were not to
 * go on without it. All are locked first, in the order of their ids, so bulk changes never wait in a circle. See
 * {@code docs/decisions/0010-bulk-changes.md}.
 */
@Singleton
public class BulkService {

    private final TransactionOperations<Connection> transactions;
    private final BulkTables tables;
    private final Outbox outbox;
    private final Clock clock;

    BulkService(TransactionOperations<Connection> transactions, BulkTables tables, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.tables = tables;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the change, or finds out what it would do; without a bulk id in the answer nothing was changed. */
    public BulkResult run(BulkCommand command, Caller caller) {
        return transactions.executeWrite(status -> {
            List<Long> ids = lock(command, caller);
            // After the locks: whoever was waited for came before.
            BulkStep step = new BulkStep(EventIds.next(), caller, clock.instant());
            BulkTally tally = switch (command.action()) {
                case BulkAction.Create create -> create(create, step);
                case BulkAction.OnTickets action -> change(command, action, ids, step);
            };
            String action = command.action().name().wire();
            if (command.dryRun() || (tally.hasRejected() && !command.skipRejected())) {
                status.setRollbackOnly();
                return tally.result(null, action, command.dryRun());
            }
            tables.records().add(step, action, tally.changed());
            return tally.result(step.id(), action, false);
        });
    }

    private BulkTally create(BulkAction.Create create, BulkStep step) {
        BulkTally tally = new BulkTally();
        tables.creation().prepare(create.tickets(), step.now());
        for (int i = 0; i < create.tickets().size(); i += BulkTickets.BATCH) {
            int end = Math.min(i + BulkTickets.BATCH, create.tickets().size());
            List<TicketChange> changes =
                    tables.creation().create(create.tickets().subList(i, end), step.caller(), step.now());
            outbox.append(BulkTickets.events(changes, step.now(), step.caller()));
            changes.forEach(change -> tally.changed(change.after().id()));
            tables.records().addCreated(step, changes);
        }
        return tally;
    }

    private List<Long> lock(BulkCommand command, Caller caller) {
        if (command.action() instanceof BulkAction.Assign(Long assigneeId) && assigneeId != null) {
            tables.creation().checkAssignee(assigneeId);
        }
        return command.action() instanceof BulkAction.OnTickets action
                ? tables.tickets().lock(command, action, caller, clock.instant())
                : List.of();
    }

    private BulkTally change(BulkCommand command, BulkAction.OnTickets action, List<Long> ids, BulkStep step) {
        BulkTally tally = new BulkTally();
        if (command.ids() != null) {
            Set<Long> there = new HashSet<>(ids);
            command.ids().stream()
                    .filter(id -> !there.contains(id))
                    .forEach(id -> tally.rejected(id, BulkRules.UNKNOWN));
        }
        BulkRules rules = new BulkRules(action, step.caller(), step.now());
        for (List<Long> part : tables.tickets().parts(BulkTickets.isOnWhole(action), ids)) {
            List<TicketChange> changes = decide(rules, tables.tickets().read(action, part), tally);
            tables.tickets().write(action, changes, step.now(), step.caller());
            outbox.append(BulkTickets.events(changes, step.now(), step.caller()));
            if (!(action instanceof BulkAction.PermanentDelete)) {
                tables.records().add(step, changes);
            }
        }
        return tally;
    }

    private static List<TicketChange> decide(BulkRules rules, List<BulkTarget> targets, BulkTally tally) {
        List<TicketChange> changes = new ArrayList<>(targets.size());
        for (BulkTarget target : targets) {
            long id = target.ticket().id();
            try {
                rules.change(target)
                        .ifPresentOrElse(
                                change -> {
                                    changes.add(change);
                                    tally.changed(id);
                                },
                                tally::unchanged);
            } catch (ProblemException no) {
                tally.rejected(id, no.detail());
            }
        }
        return changes;
    }

    /** One bulk change in the making. */
    record BulkStep(UUID id, Caller caller, Instant now) {}
}
