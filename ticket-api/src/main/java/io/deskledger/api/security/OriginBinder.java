package io.deskledger.api.security;

import io.deskledger.model.event.Origin;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Binds the {@link Origin} of requests that nobody has signed in for yet. */
@Singleton
final class OriginBinder implements TypedRequestArgumentBinder<Origin> {

    private final Origins origins;

    OriginBinder(Origins origins) {
        this.origins = origins;
    }

    @Override
    public Argument<Origin> argumentType() {
        return Argument.of(Origin.class);
    }

    @Override
    public BindingResult<Origin> bind(ArgumentConversionContext<Origin> context, HttpRequest<?> request) {
        return () -> Optional.of(origins.of(request));
    }
}
