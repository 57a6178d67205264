package io.deskledger.api.sla.policy;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.Collection;
import java.util.List;
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

    /**
     * The policies with these versions. Another instance may have made one a moment ago, and a ticket that is held to
     * it: then it is read within whatever transaction is under way.
     *
     * @throws IllegalStateException where there is no such version at all
     */
    public PolicyBook knowing(Collection<Long> versions) {
        PolicyBook known = current();
        List<Long> missing = versions.stream()
                .filter(id -> known.find(id).isEmpty())
                .distinct()
                .toList();
        if (missing.isEmpty()) {
            return known;
        }
        PolicyBook read = transactions.executeRead(_ -> repository.read(known, missing));
        missing.forEach(read::get);
        return read;
    }

    /** Reads them anew where another instance, or this one, has changed something. */
    void refresh() {
        PolicyBook known = book;
        if (known == null) {
            first();
        } else if (known.revision() != transactions.executeRead(_ -> repository.revision())) {
            book = transactions.executeRead(_ -> repository.read(known));
        }
    }

    /** Within whatever transaction is under way: this instance has just started. */
    private PolicyBook first() {
        PolicyBook read = transactions.executeRead(_ -> repository.read(PolicyBook.EMPTY));
        book = read;
        return read;
    }
}
