package io.deskledger.api.user;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.CallerRoles;
import io.deskledger.api.security.Passwords;
import io.deskledger.api.security.SignInThrottle;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import org.jspecify.annotations.Nullable;

/** People's own account. */
@Controller("/api/v1/me")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MeController {

    private final UserService service;
    private final Passwords passwords;
    private final SignInThrottle throttle;
    private final CallerRoles callerRoles;

    MeController(UserService service, Passwords passwords, SignInThrottle throttle, CallerRoles callerRoles) {
        this.service = service;
        this.passwords = passwords;
        this.throttle = throttle;
        this.callerRoles = callerRoles;
    }

    @Get
    HttpResponse<User> get(Caller caller) {
        User user = service.get(caller.id());
        return UserController.withTag(HttpResponse.ok(user), user);
    }

    /** A new password asks for the current one: a session left open must not be enough to take an account over. */
    @Patch
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<User> update(
            @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        JsonFields fields = body.fields();
        UserPatch patch = UserPatch.readOwn(fields);
        String current = fields.has("current_password") || patch.password() != null
                ? fields.secret("current_password", 1, Passwords.MAX_LENGTH)
                : null;
        fields.check();
        if (patch.password() != null) {
            caller.requirePerson("set a password");
        }
        String hash = patch.password() == null ? null : newHash(patch.password(), String.valueOf(current), caller);
        User updated = service.update(caller.id(), patch, hash, ifMatch, caller);
        if (hash != null) {
            callerRoles.forget(caller.id());
        }
        return UserController.withTag(HttpResponse.ok(updated), updated);
    }

    private String newHash(String password, String current, Caller caller) {
        String attempt = "password of user " + caller.id();
        throttle.attempt(caller.origin().ip(), attempt);
        String stored = service.passwordHash(caller.id()).orElse(null);
        if (!passwords.matches(current, stored)) {
            throttle.failed(caller.origin().ip());
            throw new ProblemException.Invalid("current_password", "is not the current password");
        }
        throttle.succeeded(caller.origin().ip(), attempt);
        return passwords.hash(password);
    }
}
