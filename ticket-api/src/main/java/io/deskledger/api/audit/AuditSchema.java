package io.deskledger.api.audit;

import io.deskledger.api.problem.ProblemException;
import java.sql.SQLException;
import java.util.Set;
import java.util.function.Supplier;

/** The audit consumer makes the schema of the trail; until it has, its readers are told to come again. */
public final class AuditSchema {

    /** SQLSTATEs of a schema that is not there yet: no such table, no such schema, not granted yet. */
    private static final Set<String> NOT_READY = Set.of("42P01", "3F000", "42501");

    private AuditSchema() {}

    /**
     * What the query answers.
     *
     * @throws ProblemException.Unavailable where there is nothing to ask yet
     */
    public static <T> T require(Supplier<T> query) {
        try {
            return query.get();
        } catch (RuntimeException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql && NOT_READY.contains(String.valueOf(sql.getSQLState()))) {
                    throw new ProblemException.Unavailable("The audit trail is not set up yet; try again");
                }
            }
            throw e;
        }
    }
}
