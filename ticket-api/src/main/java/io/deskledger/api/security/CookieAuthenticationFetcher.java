package io.deskledger.api.security;

import io.deskledger.api.security.AccessTokens.Access;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import jakarta.inject.Singleton;
import java.util.List;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/**
 * Lets a browser in by its cookie: to the console, and to read the API. Writing through the API takes a token, so that
 * only the console's forms, which are protected against being sent by other sites, are open to cookies.
 */
@Singleton
final class CookieAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private static final String API = "/api/";

    private final BrowserSessions sessions;
    private final CallerRoles roles;

    CookieAuthenticationFetcher(BrowserSessions sessions, CallerRoles roles) {
        this.sessions = sessions;
        this.roles = roles;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        boolean open = !request.getPath().startsWith(API) || request.getMethod() == HttpMethod.GET;
        if (!open || request.getHeaders().contains(HttpHeaders.AUTHORIZATION)) {
            return Mono.empty();
        }
        return SessionCookie.secret(request)
                .map(secret -> Mono.fromFuture(() -> sessions.of(secret), true)
                        .flatMap(Mono::justOrEmpty)
                        .flatMap(this::authentication))
                .orElseGet(Mono::empty);
    }

    private Mono<Authentication> authentication(HeldSession held) {
        return Mono.fromFuture(() -> roles.of(held.session()), true)
                .flatMap(Mono::justOrEmpty)
                .map(role -> Authentication.build(
                        Long.toString(held.session().userId()),
                        List.of(role.wire()),
                        new Access(held.session(), held.until()).attributes()));
    }
}
