package io.deskledger.api.coalesce;

import io.deskledger.api.security.Caller;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does writes that come at the same time in one transaction; each is answered when that is committed. What is left out
 * of it, or could not be done together, is done in a transaction of its own, so nobody fails for another's sake.
 *
 * @param <W> what is to be written
 * @param <A> what it gives
 */
public final class SharedTransaction<W, A> {

    private static final Logger LOG = LoggerFactory.getLogger(SharedTransaction.class);

    private final TransactionOperations<Connection> transactions;
    private final Function<Set<Asked<W>>, Map<Asked<W>, A>> together;
    private final Function<Asked<W>, A> alone;
    private final Batcher<Asked<W>, A> batcher;

    /**
     * @param batches how many transactions may be under way
     * @param most how many writes one may do
     * @param together does writes in the transaction under way. It must not wait for anybody's lock: all wait with it.
     *     What it leaves out of its answers it must not have touched.
     * @param alone does one in a transaction of its own, or in the one under way
     */
    public SharedTransaction(
            TransactionOperations<Connection> transactions,
            int batches,
            int most,
            Function<Set<Asked<W>>, Map<Asked<W>, A>> together,
            Function<Asked<W>, A> alone) {
        this.transactions = transactions;
        this.together = together;
        this.alone = alone;
        this.batcher = new Batcher<>(batches, most, this::inOne);
    }

    /** Does the write for the caller; within a transaction as a part of that. */
    public A write(W write, Caller caller) {
        Asked<W> asked = Asked.now(write, caller);
        return transactions.findTransactionStatus().isPresent()
                ? alone.apply(asked)
                : batcher.get(asked).orElseGet(() -> alone.apply(asked));
    }

    private Map<Asked<W>, A> inOne(Set<Asked<W>> writes) {
        try {
            return Objects.requireNonNull(transactions.<Map<Asked<W>, A>>executeWrite(status -> {
                try {
                    return together.apply(writes);
                } catch (RuntimeException e) {
                    throw new NotCommitted(e);
                }
            }));
        } catch (NotCommitted e) {
            LOG.warn("{} writes could not be done together; each is done by itself", writes.size(), e.getCause());
            return Map.of();
        }
    }

    /** It failed before its commit: nothing is done. A commit that fails is another matter, since it may be done. */
    private static final class NotCommitted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotCommitted(RuntimeException cause) {
            super(cause);
        }
    }
}
