package io.deskledger.api.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.model.user.UserRole;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a user; null keeps a field.
 *
 * @param fullName the name
 * @param role the role
 * @param active whether the user may sign in
 * @param password the new password
 * @param profile a merge patch of the profile
 */
public record UserPatch(
        @Nullable String fullName,
        @Nullable UserRole role,
        @Nullable Boolean active,
        @Nullable String password,
        @Nullable ObjectNode profile) {

    /** What an admin may change of anybody. */
    public static UserPatch readForAdmin(JsonFields fields) {
        UserRole role = fields.constant("role", UserRole.class);
        fields.notNull("role");
        fields.notNull("active");
        Boolean active = fields.has("active") ? fields.flag("active", true) : null;
        return new UserPatch(name(fields), role, active, password(fields), ProfileFields.read(fields));
    }

    /** What people may change of themselves. */
    static UserPatch readOwn(JsonFields fields) {
        return new UserPatch(name(fields), null, null, password(fields), ProfileFields.readOwn(fields));
    }

    private static @Nullable String name(JsonFields fields) {
        return fields.has("full_name") ? fields.line("full_name", 1, NewUser.MAX_NAME) : null;
    }

    private static @Nullable String password(JsonFields fields) {
        return fields.has("password") ? NewUser.password(fields) : null;
    }

    /** Whether it could take an admin's powers away. */
    boolean endsAdmin() {
        return (role != null && role != UserRole.ADMIN) || Boolean.FALSE.equals(active);
    }
}
