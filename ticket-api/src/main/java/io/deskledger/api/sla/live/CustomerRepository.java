package io.deskledger.api.sla.live;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What of customers can decide what their tickets are held to. */
@Singleton
class CustomerRepository {

    private final Sql sql;

    CustomerRepository(Sql sql) {
        this.sql = sql;
    }

    Map<Long, Customer> find(Collection<Long> ids) {
        Map<Long, Customer> customers = new HashMap<>();
        if (!ids.isEmpty()) {
            sql.list(
                    "SELECT id, company, account_type FROM users WHERE id = ANY (?)",
                    row -> customers.put(
                            row.getLong("id"), new Customer(row.getString("company"), row.getString("account_type"))),
                    ids);
        }
        return customers;
    }

    /** Null: not known, or not looked at because no policy asks. */
    record Customer(@Nullable String company, @Nullable String accountType) {

        static final Customer UNKNOWN = new Customer(null, null);
    }
}
