package io.deskledger.api.security;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.idempotency.NoIdempotencyKey;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.event.Origin;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;

/** Signing in and out. */
@Controller("/api/v1/auth")
@Secured(SecurityRule.IS_ANONYMOUS)
@NoIdempotencyKey("the answers hold tokens, which are not kept")
@ExecuteOn(TaskExecutors.BLOCKING)
final class AuthController {

    private static final int MAX_USERNAME = 254;
    private static final int MAX_TOKEN = 500;

    private final Credentials credentials;
    private final SignInService service;
    private final CallerRoles callerRoles;

    AuthController(Credentials credentials, SignInService service, CallerRoles callerRoles) {
        this.credentials = credentials;
        this.service = service;
        this.callerRoles = callerRoles;
    }

    @Post("/login")
    Tokens login(@Body JsonBody body, Origin origin) {
        JsonFields fields = body.fields();
        String username = fields.text("username", 1, MAX_USERNAME);
        String password = fields.secret("password", 1, Passwords.MAX_LENGTH);
        fields.check();
        return service.signIn(credentials.check(username, password, origin), origin);
    }

    @Post("/refresh")
    Tokens refresh(@Body JsonBody body, Origin origin) {
        return service.refresh(refreshToken(body), origin)
                .orElseThrow(() -> new ProblemException.Unauthenticated("The refresh token is not good any more"));
    }

    @Post("/logout")
    @Status(HttpStatus.NO_CONTENT)
    void logout(@Body JsonBody body, Origin origin) {
        service.signOut(refreshToken(body), origin).ifPresent(callerRoles::forget);
    }

    private static String refreshToken(JsonBody body) {
        JsonFields fields = body.fields();
        String token = fields.secret("refresh_token", 1, MAX_TOKEN);
        fields.check();
        return token;
    }
}
