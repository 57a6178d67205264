package io.deskledger.api.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.security.Passwords;
import io.deskledger.model.user.UserRole;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A user to be created.
 *
 * @param email in lower case
 * @param fullName 1 to 200 characters
 * @param role the role
 * @param profile what is known of the user
 * @param password the password, or null where the user is not to sign in with one
 */
public record NewUser(
        String email,
        String fullName,
        UserRole role,
        Profile profile,
        @Nullable String password) {

    static final int MAX_EMAIL = 254;
    static final int MAX_NAME = 200;

    /** The addresses of RFC 5321 that people have: dot-atoms at host names; no quotes, literals or comments. */
    private static final Pattern EMAIL =
            Pattern.compile("(?=.{1,64}@)[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
                    + "@[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");

    public static NewUser read(JsonFields fields) {
        String email = fields.text("email", 3, MAX_EMAIL).toLowerCase(Locale.ROOT);
        if (!email.isEmpty() && !EMAIL.matcher(email).matches()) {
            fields.reject("email", "must be an e-mail address");
        }
        String fullName = fields.line("full_name", 1, MAX_NAME);
        UserRole role = fields.constant("role", UserRole.class);
        fields.notNull("role");
        String password = fields.has("password") ? password(fields) : null;
        ObjectNode profile = ProfileFields.read(fields);
        fields.check();
        UserRole given = role == null ? UserRole.CUSTOMER : role;
        return new NewUser(email, fullName, given, ProfileFields.ofNew(given, profile), password);
    }

    static String password(JsonFields fields) {
        return fields.secret("password", Passwords.MIN_LENGTH, Passwords.MAX_LENGTH);
    }
}
