package io.deskledger.api.ticket;

import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.TextRules;
import io.deskledger.api.problem.ProblemException;
import java.util.List;
import java.util.Locale;

/** Tags by their names: lower case, no white space around them. */
public final class TagNames {

    private TagNames() {}

    /** One name out of a body. */
    public static String read(JsonFields fields, String field) {
        return fields.line(field, 1, TicketRules.MAX_TAG).toLowerCase(Locale.ROOT);
    }

    /** One name out of a path; what can't be one is not found. */
    public static String ofPath(String name) {
        if (!TextRules.isStorable(name)) {
            throw new ProblemException.NotFound("There is no such tag");
        }
        return name.strip().toLowerCase(Locale.ROOT);
    }

    /** At least one name. */
    public static List<String> readSome(JsonFields fields, String field) {
        boolean given = fields.has(field);
        List<String> names = fields.names(field, TicketRules.MAX_TAGS, TicketRules.MAX_TAG);
        if (!given) {
            fields.reject(field, "is required");
        }
        fields.check();
        if (names.isEmpty()) {
            throw new ProblemException.Invalid(field, "must name at least one tag");
        }
        return names;
    }
}
