package io.deskledger.api.user;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.http.Versions;
import io.deskledger.api.security.Caller;
import io.deskledger.api.security.CallerRoles;
import io.deskledger.api.security.Passwords;
import io.deskledger.api.security.Roles;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Users, as admins manage and agents see them. */
@Controller("/api/v1/users")
@Secured(Roles.ADMIN)
@ExecuteOn(TaskExecutors.BLOCKING)
final class UserController {

    private final UserService service;
    private final UserListService lists;
    private final Passwords passwords;
    private final CallerRoles callerRoles;

    UserController(UserService service, UserListService lists, Passwords passwords, CallerRoles callerRoles) {
        this.service = service;
        this.lists = lists;
        this.passwords = passwords;
        this.callerRoles = callerRoles;
    }

    @Post
    HttpResponse<User> create(@Body JsonBody body, Caller caller) {
        NewUser user = NewUser.read(body.fields());
        requirePersonFor(user.password(), caller);
        User created = service.create(user, hash(user.password()), caller.actor(), caller.origin());
        return withTag(HttpResponse.created(created, URI.create("/api/v1/users/" + created.id())), created);
    }

    @Get
    @Secured({Roles.ADMIN, Roles.AGENT})
    Page<User> list(QueryParams query) {
        return lists.page(UserFilter.read(query));
    }

    @Get("/{id}")
    @Secured({Roles.ADMIN, Roles.AGENT})
    HttpResponse<User> get(long id) {
        User user = service.get(id);
        return withTag(HttpResponse.ok(user), user);
    }

    @Patch("/{id}")
    @Consumes({MediaType.APPLICATION_JSON, MergePatch.MEDIA_TYPE})
    HttpResponse<User> update(
            long id, @Body JsonBody body, @Nullable @Header(HttpHeaders.IF_MATCH) String ifMatch, Caller caller) {
        JsonFields fields = body.fields();
        UserPatch patch = UserPatch.readForAdmin(fields);
        fields.check();
        requirePersonFor(patch.password(), caller);
        User updated = service.update(id, patch, hash(patch.password()), ifMatch, caller);
        callerRoles.forget(id);
        return withTag(HttpResponse.ok(updated), updated);
    }

    static HttpResponse<User> withTag(MutableHttpResponse<User> response, User user) {
        return response.header(HttpHeaders.ETAG, Versions.etag(user.version()));
    }

    /** Or who finds a token could make it a sign-in. */
    private static void requirePersonFor(@Nullable String password, Caller caller) {
        if (password != null) {
            caller.requirePerson("set a password");
        }
    }

    private @Nullable String hash(@Nullable String password) {
        return password == null ? null : passwords.hash(password);
    }
}
