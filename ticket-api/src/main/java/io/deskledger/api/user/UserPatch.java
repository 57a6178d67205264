package io.deskledger.api.user;

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
 */
record UserPatch(
        @Nullable String fullName,
        @Nullable UserRole role,
        @Nullable Boolean active,
        @Nullable String password) {

    /** What an admin may change of anybody. */
    static UserPatch readForAdmin(JsonFields fields) {
        UserRole role = fields.constant("role", UserRole.class);
        fields.notNull("role");
        fields.notNull("active");
        Boolean active = fields.has("active") ? fields.flag("active", true) : null;
        UserPatch own = readOwn(fields);
        return new UserPatch(own.fullName(), role, active, own.password());
    }

    /** What people may change of themselves. */
    static UserPatch readOwn(JsonFields fields) {
        String fullName = fields.has("full_name") ? fields.text("full_name", 1, NewUser.MAX_NAME) : null;
        String password = fields.has("password") ? NewUser.password(fields) : null;
        return new UserPatch(fullName, null, null, password);
    }

    /** Whether it could take an admin's powers away. */
    boolean endsAdmin() {
        return (role != null && role != UserRole.ADMIN) || Boolean.FALSE.equals(active);
    }
}
