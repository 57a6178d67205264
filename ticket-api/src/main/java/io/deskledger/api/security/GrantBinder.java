package io.deskledger.api.security;

import io.deskledger.api.security.token.TokenGrant;
import io.deskledger.model.WireName;
import io.deskledger.model.user.UserRole;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import io.micronaut.security.authentication.Authentication;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Binds {@link Grant} once the request is authenticated. */
@Singleton
final class GrantBinder implements TypedRequestArgumentBinder<Grant>, PostponedRequestArgumentBinder<Grant> {

    @Override
    public Argument<Grant> argumentType() {
        return Argument.of(Grant.class);
    }

    @Override
    public BindingResult<Grant> bind(ArgumentConversionContext<Grant> context, HttpRequest<?> request) {
        return () -> request.getUserPrincipal(Authentication.class).flatMap(GrantBinder::grant);
    }

    static Optional<Grant> grant(Authentication user) {
        long id = Long.parseLong(user.getName());
        return user.getRoles().stream()
                .findFirst()
                .flatMap(role -> WireName.find(UserRole.class, role))
                .flatMap(role -> AccessTokens.Access.of(user)
                        .map(access -> new Grant(id, role, access.session().family(), null, access.expiresAt()))
                        .or(() -> TokenGrant.of(user)
                                .map(token -> new Grant(id, role, null, token.tokenId(), token.expiresAt()))));
    }
}
