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

/** Binds {@link Caller} once the request is authenticated. */
@Singleton
final class CallerBinder implements TypedRequestArgumentBinder<Caller>, PostponedRequestArgumentBinder<Caller> {

    private final Origins origins;

    CallerBinder(Origins origins) {
        this.origins = origins;
    }

    @Override
    public Argument<Caller> argumentType() {
        return Argument.of(Caller.class);
    }

    @Override
    public BindingResult<Caller> bind(ArgumentConversionContext<Caller> context, HttpRequest<?> request) {
        return () -> caller(request);
    }

    private Optional<Caller> caller(HttpRequest<?> request) {
        return request.getUserPrincipal(Authentication.class)
                .flatMap(user -> user.getRoles().stream()
                        .findFirst()
                        .flatMap(role -> WireName.find(UserRole.class, role))
                        .map(role -> new Caller(
                                Long.parseLong(user.getName()), role, origins.of(request), TokenGrant.isIn(user))));
    }
}
