package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.data.connection.exceptions.ConnectionException;
import java.net.ConnectException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;

/** What PostgreSQL's refusals mean to the caller, by SQLSTATE; empty for those that are our own mistake. */
final class DatabaseFailures {

    private static final int MAX_CAUSES = 20;

    private DatabaseFailures() {}

    static Optional<ProblemException> problem(Throwable failure) {
        Throwable cause = failure;
        for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
            Optional<ProblemException> problem = ofOne(cause);
            if (problem.isPresent()) {
                return problem;
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Optional<ProblemException> ofOne(Throwable cause) {
        return switch (cause) {
            case SQLTransientConnectionException _, ConnectException _, SocketException _ -> Optional.of(away());
            // A connection that broke within a transaction: giving it back fails too, and hides the first failure.
            case ConnectionException e when e.getCause() instanceof SQLException -> Optional.of(away());
            case SQLException e when e.getSQLState() != null -> bySqlState(e.getSQLState());
            default -> Optional.empty();
        };
    }

    private static Optional<ProblemException> bySqlState(String state) {
        return switch (state) {
            // admin_shutdown, crash_shutdown, cannot_connect_now, too_many_connections, deadlock, serialization
            case "57P01", "57P02", "57P03", "53300", "40P01", "40001" -> Optional.of(away());
            case "23505" -> Optional.of(new ProblemException.Conflict("Such a record exists already"));
            case "23503" ->
                Optional.of(new ProblemException.Conflict("A record that this one refers to does not exist"));
            case "23502", "23514", "22001", "22003", "22008", "22021", "22P02", "22P05" ->
                Optional.of(new ProblemException.Unreadable("A value is outside of what can be stored"));
            case "54000" ->
                Optional.of(new ProblemException.Unreadable(
                        "A word is too long to be searched for, or a text too rich to be searched"));
            // query_canceled: where we set it a limit
            case "57014" ->
                Optional.of(new ProblemException.Unreadable(
                        "This takes too long to be found: narrow the search or the range"));
            default -> state.startsWith("08") ? Optional.of(away()) : Optional.empty();
        };
    }

    private static ProblemException away() {
        return new ProblemException.Unavailable("The database is not reachable at the moment; try again");
    }
}
