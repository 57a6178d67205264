package io.deskledger.api.user;

import io.deskledger.api.assignment.AssignmentRequest;
import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.QueryParams;
import io.deskledger.model.user.UserRole;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which users a list shows; empty lists and nulls are no condition.
 *
 * @param roles any of these
 * @param active whether they may sign in
 * @param text what name and address hold, whatever its case and accents
 * @param skills what an agent knows, all of it
 * @param company a customer's, whatever its case
 * @param after where the last page ended, or null
 * @param limit how many a page
 */
public record UserFilter(
        List<UserRole> roles,
        @Nullable Boolean active,
        @Nullable String text,
        List<String> skills,
        @Nullable String company,
        @Nullable Cursor after,
        int limit) {

    static final String LIST = "users";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_TEXT = 200;

    /** Trigrams find nothing shorter, and a walk through everybody would take too long. */
    private static final int MIN_TEXT = 3;

    public static UserFilter read(QueryParams query) {
        UserFilter filter = new UserFilter(
                query.constants("role", UserRole.class),
                query.optionalFlag("active"),
                text(query),
                query.texts("skill", AssignmentRequest.MAX_SKILLS, AssignmentRequest.MAX_SKILL).stream()
                        .map(skill -> skill.strip().toLowerCase(Locale.ROOT))
                        .toList(),
                query.texts("company", 1, ProfileFields.MAX_COMPANY).stream()
                        .findFirst()
                        .map(String::strip)
                        .orElse(null),
                query.cursor(LIST),
                query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT));
        query.check();
        return filter;
    }

    private static @Nullable String text(QueryParams query) {
        String text = query.text("q");
        if (text != null && (text.strip().length() < MIN_TEXT || text.length() > MAX_TEXT)) {
            query.reject("q", "must have " + MIN_TEXT + " to " + MAX_TEXT + " characters");
        }
        return text == null ? null : text.strip();
    }
}
