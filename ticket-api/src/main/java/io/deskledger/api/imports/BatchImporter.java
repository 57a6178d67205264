package io.deskledger.api.imports;

import io.deskledger.api.imports.ParsedLine.Good;
import io.deskledger.api.imports.ParsedLine.Refused;
import io.deskledger.api.outbox.Outbox;
import io.deskledger.model.event.ChangeEvent;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One batch, one transaction: tickets, people, events and how far the import is are committed together. */
@Singleton
final class BatchImporter {

    private final TransactionOperations<Connection> transactions;
    private final ImportTables tables;
    private final Outbox outbox;
    private final Clock clock;

    BatchImporter(TransactionOperations<Connection> transactions, ImportTables tables, Outbox outbox, Clock clock) {
        this.transactions = transactions;
        this.tables = tables;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Works the batch.
     *
     * @throws ClaimLostException where another worker has taken the import over
     * @throws UnstorableException where the database refuses a line
     */
    BatchResult work(ImportRun run, ImportBatch batch) {
        try {
            return commit(run, batch);
        } catch (RuntimeException e) {
            throw UnstorableException.find(e).map(RuntimeException.class::cast).orElse(e);
        }
    }

    /** The oldest import that nobody works, now claimed by this worker. */
    Optional<ImportRun> claim(UUID worker) {
        return transactions.executeWrite(status -> tables.progress().claim(status.getConnection(), worker));
    }

    /** Lets another worker go on at once. */
    void giveBack(ImportRun run) {
        transactions.executeWrite(status -> tables.progress().giveBack(status.getConnection(), run));
    }

    private BatchResult commit(ImportRun run, ImportBatch batch) {
        return transactions.executeWrite(status -> {
            Connection connection = status.getConnection();
            tables.progress().hold(connection, run);
            BatchResult result =
                    batch.good().isEmpty() ? new BatchResult(0, 0, batch.refused()) : store(connection, run, batch);
            tables.progress().advance(connection, run, batch, result);
            return result;
        });
    }

    private BatchResult store(Connection connection, ImportRun run, ImportBatch batch) throws SQLException {
        BatchPeople people = new BatchPeople(tables.people(), connection, run, clock.instant());
        Map<ImportKey, Good> lines = new LinkedHashMap<>();
        batch.good().forEach(good -> lines.putIfAbsent(good.ticket().key(), good));
        Map<ImportKey, Long> ids = tables.keys().claim(connection, List.copyOf(lines.keySet()));
        lines.keySet().retainAll(ids.keySet());
        List<Refused> refused = new ArrayList<>(batch.refused());
        int skipped = batch.good().size() - lines.size();
        refused.addAll(withdraw(connection, lines, ids, people));
        refused.sort(Comparator.comparingLong(Refused::line));
        if (!lines.isEmpty()) {
            importTickets(connection, lines, ids, people, run);
        }
        return new BatchResult(lines.size(), skipped, refused);
    }

    /** Takes out the lines whose assignee is somebody's account without the rights of an agent. */
    private List<Refused> withdraw(
            Connection connection, Map<ImportKey, Good> lines, Map<ImportKey, Long> ids, BatchPeople people)
            throws SQLException {
        List<Refused> refused = new ArrayList<>();
        List<Long> released = new ArrayList<>();
        Set<String> customers = people.customersWithAccounts(lines.values().stream()
                .flatMap(good -> PeopleOfBatch.assignees(good.ticket()).stream())
                .distinct()
                .toList());
        if (customers.isEmpty()) {
            return refused;
        }
        for (Iterator<Good> left = lines.values().iterator(); left.hasNext(); ) {
            Good good = left.next();
            PeopleOfBatch.assignees(good.ticket()).stream()
                    .filter(customers::contains)
                    .findFirst()
                    .ifPresent(email -> {
                        refused.add(new Refused(
                                good.line(), "history.assignee is a customer with an account here: " + email));
                        released.add(ids.get(good.ticket().key()));
                        left.remove();
                    });
        }
        tables.keys().release(connection, released);
        return refused;
    }

    private void importTickets(
            Connection connection,
            Map<ImportKey, Good> lines,
            Map<ImportKey, Long> ids,
            BatchPeople people,
            ImportRun run)
            throws SQLException {
        people.ensure(PeopleOfBatch.of(lines.values().stream().map(Good::ticket).toList()));
        Iterator<Long> commentIds = commentIds(connection, lines);
        List<ReplayedTicket> replayed = new ArrayList<>(lines.size());
        List<ChangeEvent> events = new ArrayList<>(people.events());
        lines.forEach((key, good) -> {
            Long id = ids.get(key);
            if (id != null) {
                ReplayedTicket one = HistoryReplay.of(good.ticket(), id, people::actor, commentIds::next, run.origin());
                replayed.add(one);
                events.addAll(one.events());
            }
        });
        tables.rows().insert(connection, replayed, clock.instant());
        outbox.append(events);
    }

    private Iterator<Long> commentIds(Connection connection, Map<ImportKey, Good> lines) throws SQLException {
        long comments = lines.values().stream()
                .flatMap(good -> good.ticket().history().stream())
                .filter(entry -> entry.comment() != null)
                .count();
        return tables.keys()
                .next(connection, "comments_id_seq", Math.toIntExact(comments))
                .iterator();
    }
}
