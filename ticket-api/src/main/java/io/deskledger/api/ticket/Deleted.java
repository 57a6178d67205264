package io.deskledger.api.ticket;

import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;

/**
 * Whether deleted tickets show: the query parameter {@code deleted}, which only admins may set to anything but exclude.
 */
public enum Deleted {
    EXCLUDE("t.deleted_at IS NULL"),
    INCLUDE("true"),
    ONLY("t.deleted_at IS NOT NULL");

    private static final String EXCLUDED = "exclude";
    private static final String INCLUDED = "include";
    private static final String ALONE = "only";

    private final String condition;

    Deleted(String condition) {
        this.condition = condition;
    }

    /** As SQL, of a table that is called {@code t}. */
    public String condition() {
        return condition;
    }

    /** For a list. */
    static Deleted ofList(QueryParams query, Caller caller) {
        return allowed(query.choice("deleted", EXCLUDED, INCLUDED, ALONE), caller);
    }

    /** For one ticket. */
    public static Deleted ofOne(QueryParams query, Caller caller) {
        return allowed(query.choice("deleted", EXCLUDED, INCLUDED), caller);
    }

    private static Deleted allowed(String choice, Caller caller) {
        Deleted deleted = switch (choice) {
            case INCLUDED -> INCLUDE;
            case ALONE -> ONLY;
            default -> EXCLUDE;
        };
        if (deleted != EXCLUDE && caller.role() != UserRole.ADMIN) {
            throw new ProblemException.Forbidden("Only admins may see deleted tickets");
        }
        return deleted;
    }
}
