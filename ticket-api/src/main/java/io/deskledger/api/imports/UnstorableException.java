package io.deskledger.api.imports;

import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The database refuses the data itself: trying again won't help. */
final class UnstorableException extends RuntimeException {

    private UnstorableException(SQLException cause) {
        super(cause);
    }

    /** What the database did not like, by its code alone: its words may quote anything. */
    String reason() {
        return getCause() instanceof SQLException refusal ? "SQL state " + refusal.getSQLState() : "refused";
    }

    /** The refusal that a failure comes from, or empty where it is about something else than the data. */
    static Optional<UnstorableException> find(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refusal && isAboutData(refusal.getSQLState())) {
                return Optional.of(new UnstorableException(refusal));
            }
        }
        return Optional.empty();
    }

    /** Data exceptions, integrity violations, and what passes a limit of the server. */
    private static boolean isAboutData(@Nullable String state) {
        return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("54"));
    }
}
