package io.deskledger.api.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.postgresql.PGStatement;

/**
 * Statements that PostgreSQL plans for the parameters that they are run with. One that it keeps a plan for is planned
 * for any parameters, and for tables as large as they were then.
 */
final class Planned {

    private Planned() {}

    /** Another text for the same statement: the driver keeps what it has prepared by its text. */
    static String anew(String sql) {
        return "/* planned anew */ " + sql;
    }

    static void anew(PreparedStatement statement) throws SQLException {
        statement.unwrap(PGStatement.class).setPrepareThreshold(0);
    }
}
