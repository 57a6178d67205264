package io.deskledger.api.security.token;

import io.deskledger.api.http.Cursor;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.idempotency.NoIdempotencyKey;
import io.deskledger.api.security.Caller;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.time.Clock;

/** People's own API tokens. */
@Controller("/api/v1/api-tokens")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiTokenController {

    private static final String LIST = "api-tokens";
    private static final int MAX_LIMIT = 200;
    private static final int DEFAULT_LIMIT = 50;

    private final ApiTokenService service;
    private final ApiTokens tokens;
    private final Clock clock;

    ApiTokenController(ApiTokenService service, ApiTokens tokens, Clock clock) {
        this.service = service;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** The answer is the only one that ever holds the secret. */
    @Post
    @NoIdempotencyKey("the answer holds a token, which is not kept")
    HttpResponse<IssuedToken> create(@Body JsonBody body, Caller caller) {
        caller.requirePerson("make API tokens");
        NewApiToken request = NewApiToken.read(body.fields(), clock.instant());
        return HttpResponse.created(service.create(request, caller)).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    @Get
    Page<ApiToken> list(QueryParams query, Caller caller) {
        int limit = query.integer("limit", 1, MAX_LIMIT, DEFAULT_LIMIT);
        Cursor after = query.cursor(LIST);
        query.check();
        return Page.of(
                service.page(after == null ? 0 : after.id(), limit + 1, caller),
                limit,
                last -> new Cursor(last.createdAt(), last.id()).text(LIST),
                null);
    }

    @Delete("/{id}")
    HttpResponse<Void> revoke(long id, Caller caller) {
        caller.requirePerson("revoke API tokens");
        service.revoke(id, caller);
        tokens.forget(id);
        return HttpResponse.noContent();
    }
}
