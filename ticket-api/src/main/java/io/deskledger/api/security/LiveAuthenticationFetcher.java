package io.deskledger.api.security;

import io.deskledger.api.security.token.ApiTokens;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The token says who calls; what they may do is looked up, because it may have changed since. */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class LiveAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final TokenResolver<HttpRequest<?>> tokens;
    private final CheckedTokens accessTokens;
    private final CallerRoles roles;
    private final ApiTokens apiTokens;

    LiveAuthenticationFetcher(
            TokenResolver<HttpRequest<?>> tokens, CheckedTokens accessTokens, CallerRoles roles, ApiTokens apiTokens) {
        this.tokens = tokens;
        this.accessTokens = accessTokens;
        this.roles = roles;
        this.apiTokens = apiTokens;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return tokens.resolveTokens(request).stream()
                .findFirst()
                .map(token -> ApiTokens.isOne(token) ? ofApiToken(token) : ofAccessToken(token, request))
                .orElseGet(Mono::empty);
    }

    private Mono<Authentication> ofAccessToken(String token, HttpRequest<?> request) {
        return accessTokens
                .access(token, request)
                .map(access -> Mono.fromFuture(() -> roles.of(access.session()), true)
                        .flatMap(Mono::justOrEmpty)
                        .map(role -> build(access.session().userId(), role, access.attributes())))
                .orElseGet(Mono::empty);
    }

    private Mono<Authentication> ofApiToken(String token) {
        return Mono.fromFuture(() -> apiTokens.grant(token), true)
                .flatMap(Mono::justOrEmpty)
                .map(grant -> build(grant.userId(), grant.role(), grant.attributes()));
    }

    private static Authentication build(long userId, UserRole role, Map<String, Object> attributes) {
        return Authentication.build(Long.toString(userId), List.of(role.wire()), attributes);
    }
}
