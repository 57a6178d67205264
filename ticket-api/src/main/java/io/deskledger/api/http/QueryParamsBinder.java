package io.deskledger.api.http;

import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Binds {@link QueryParams}. */
@Singleton
final class QueryParamsBinder implements TypedRequestArgumentBinder<QueryParams> {

    @Override
    public Argument<QueryParams> argumentType() {
        return Argument.of(QueryParams.class);
    }

    @Override
    public BindingResult<QueryParams> bind(ArgumentConversionContext<QueryParams> context, HttpRequest<?> request) {
        return () -> Optional.of(new QueryParams(request.getParameters().asMap()));
    }
}
