package io.deskledger.api.security;

import com.nimbusds.jwt.JWT;
import io.deskledger.model.user.UserRole;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.filters.AuthenticationFetcher;
import io.micronaut.security.token.TokenAuthenticationFetcher;
import io.micronaut.security.token.jwt.validator.JsonWebTokenValidator;
import io.micronaut.security.token.reader.TokenResolver;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.List;
import java.util.Optional;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

/** The token says who calls; what they may do is looked up, because it may have changed since. */
@Singleton
@Replaces(TokenAuthenticationFetcher.class)
final class LiveAuthenticationFetcher implements AuthenticationFetcher<HttpRequest<?>> {

    private final TokenResolver<HttpRequest<?>> tokens;
    private final JsonWebTokenValidator<JWT, HttpRequest<?>> validator;
    private final CallerRoles roles;

    LiveAuthenticationFetcher(
            TokenResolver<HttpRequest<?>> tokens,
            JsonWebTokenValidator<JWT, HttpRequest<?>> validator,
            CallerRoles roles) {
        this.tokens = tokens;
        this.validator = validator;
        this.roles = roles;
    }

    @Override
    public Publisher<Authentication> fetchAuthentication(HttpRequest<?> request) {
        return tokens.resolveTokens(request).stream()
                .flatMap(token -> validator.validate(token, request).stream())
                .flatMap(token -> userId(token).stream())
                .findFirst()
                .map(this::authentication)
                .orElseGet(Mono::empty);
    }

    private Mono<Authentication> authentication(long userId) {
        return Mono.fromFuture(() -> roles.of(userId), true)
                .flatMap(Mono::justOrEmpty)
                .map(role -> build(userId, role));
    }

    private static Authentication build(long userId, UserRole role) {
        return Authentication.build(Long.toString(userId), List.of(role.wire()));
    }

    private static Optional<Long> userId(JWT token) {
        try {
            return Optional.of(Long.parseLong(token.getJWTClaimsSet().getSubject()));
        } catch (ParseException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
