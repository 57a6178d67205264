package io.deskledger.api.sla.escalation;

import io.deskledger.api.sql.Sql;
import jakarta.inject.Singleton;

/** Whether a user can be given tickets now. */
@Singleton
class AssigneeCheck {

    private final Sql sql;

    AssigneeCheck(Sql sql) {
        this.sql = sql;
    }

    boolean isActiveStaff(long userId) {
        return sql.first(
                        "SELECT id FROM users WHERE id = ? AND active AND role <> 'customer'",
                        row -> row.getLong("id"),
                        userId)
                .isPresent();
    }
}
