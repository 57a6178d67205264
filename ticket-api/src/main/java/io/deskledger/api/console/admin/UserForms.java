package io.deskledger.api.console.admin;

import io.deskledger.api.console.Form;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.CallerRoles;
import io.deskledger.api.security.Passwords;
import io.deskledger.api.user.NewUser;
import io.deskledger.api.user.User;
import io.deskledger.api.user.UserPatch;
import io.deskledger.api.user.UserService;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads forms of users into the API's commands, and has them done. */
@Singleton
final class UserForms {

    private static final String PASSWORD = "password";

    private final UserService users;
    private final Passwords passwords;
    private final CallerRoles roles;

    UserForms(UserService users, Passwords passwords, CallerRoles roles) {
        this.users = users;
        this.passwords = passwords;
        this.roles = roles;
    }

    User create(Form form, Caller caller) {
        NewUser user =
                NewUser.read(form.filled("email", "full_name", "role", PASSWORD).fields());
        return users.create(user, hash(user.password(), caller), caller.actor(), caller.origin());
    }

    User change(long id, Form form, Caller caller) {
        JsonFields fields = form.filled("full_name", "role", "active", PASSWORD).fields();
        UserPatch patch = UserPatch.readForAdmin(fields);
        fields.check();
        User changed = users.update(id, patch, hash(patch.password(), caller), form.ifMatch(), caller);
        roles.forget(id);
        return changed;
    }

    /** An API token must not outgrow itself by a password. */
    private @Nullable String hash(@Nullable String password, Caller caller) {
        if (password == null) {
            return null;
        }
        caller.requirePerson("set a password");
        return passwords.hash(password);
    }
}
