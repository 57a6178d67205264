package io.deskledger.api.sla.explain;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Whose a ticket is. */
@Singleton
class OwnerRepository {

    private final Sql sql;

    OwnerRepository(Sql sql) {
        this.sql = sql;
    }

    /** Empty where there is no such ticket, or it is deleted. */
    Optional<Long> ownerOf(long ticketId) {
        return sql.first(
                "SELECT creator_id FROM tickets WHERE id = ? AND deleted_at IS NULL",
                row -> row.getLong("creator_id"),
                ticketId);
    }
}
