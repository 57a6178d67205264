package io.deskledger.api.sla.policy;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * The policies as this instance remembers them: never older than half a second, and known before they are asked for.
 */
@Singleton
public class PolicyBooks {

    private final BookRepository repository;
    private final TransactionOperations<Connection> transactions;
    private volatile @Nullable PolicyBook book;

    PolicyBooks(BookRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    public PolicyBook current() {
        PolicyBook known = book;
        return known != null ? known : first();
    }

    /** Reads them anew where another instance, or this one, has changed something. */
    void refresh() {
        PolicyBook known = book;
        if (known == null || known.revision() != transactions.executeRead(_ -> repository.revision())) {
            book = transactions.executeRead(_ -> repository.read());
        }
    }

    /** Within whatever transaction is under way: this instance has just started. */
    private PolicyBook first() {
        PolicyBook read = transactions.executeRead(_ -> repository.read());
        book = read;
        return read;
    }
}
