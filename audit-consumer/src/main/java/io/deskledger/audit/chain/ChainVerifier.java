package io.deskledger.audit.chain;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;

/** Walks all chains of the audit log, several at once, and names the first broken row of each. */
public final class ChainVerifier {

    private final DataSource database;
    private final Seals seals;
    private final int threads;

    /**
     * @param database as a role that may read the tables of schema audit
     * @param seals read before the log, so that the log is not older
     * @param threads how many chains are walked at once, each on a connection of its own
     */
    public ChainVerifier(DataSource database, Seals seals, int threads) {
        this.database = database;
        this.seals = seals;
        this.threads = threads;
    }

    /** Checks every row, each chain against one snapshot of the log; writing goes on meanwhile. */
    public ChainReport verify() throws SQLException, InterruptedException {
        Set<Integer> chains = new TreeSet<>(seals.chains());
        try (Connection connection = database.getConnection()) {
            chains.addAll(LogRows.chains(connection));
        }
        List<Callable<ChainResult>> tasks = new ArrayList<>();
        chains.forEach(chain -> tasks.add(() -> walk(chain)));
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            List<ChainResult> results = new ArrayList<>();
            for (Future<ChainResult> task : executor.invokeAll(tasks)) {
                results.add(await(task));
            }
            results.sort(Comparator.comparingInt(ChainResult::chain));
            return new ChainReport(results);
        }
    }

    private ChainResult walk(int chain) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setAutoCommit(false);
            try {
                return walk(connection, chain, seals);
            } finally {
                connection.rollback();
            }
        }
    }

    static ChainResult walk(Connection connection, int chain, Seals seals) throws SQLException {
        ChainTally tally = new ChainTally(chain, seals);
        LogRows.Head head = LogRows.walk(connection, chain, tally::next);
        return tally.end(head.seq(), head.hash());
    }

    private static ChainResult await(Future<ChainResult> task) throws SQLException, InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case SQLException failed -> throw failed;
                case RuntimeException failed -> throw failed;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }
}
