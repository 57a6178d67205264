package io.deskledger.api.console;

import io.deskledger.api.security.Caller;
import io.micronaut.context.BeanProvider;
import io.micronaut.core.convert.ArgumentConversionContext;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.bind.binders.PostponedRequestArgumentBinder;
import io.micronaut.http.bind.binders.TypedRequestArgumentBinder;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** Binds {@link Visit} once the request is authenticated. */
@Singleton
final class VisitBinder implements TypedRequestArgumentBinder<Visit>, PostponedRequestArgumentBinder<Visit> {

    private static final Set<String> THEMES = Set.of("light", "dark");
    private static final String THEME_COOKIE = "deskledger_theme";

    private final BeanProvider<TypedRequestArgumentBinder<Caller>> callers;

    VisitBinder(BeanProvider<TypedRequestArgumentBinder<Caller>> callers) {
        this.callers = callers;
    }

    @Override
    public Argument<Visit> argumentType() {
        return Argument.of(Visit.class);
    }

    @Override
    public BindingResult<Visit> bind(ArgumentConversionContext<Visit> context, HttpRequest<?> request) {
        return () -> caller(request).map(caller -> of(request, caller));
    }

    private Optional<Caller> caller(HttpRequest<?> request) {
        return callers.get()
                .bind(ConversionContext.of(Argument.of(Caller.class)), request)
                .getValue();
    }

    private static Visit of(HttpRequest<?> request, Caller caller) {
        return new Visit(
                caller,
                Csrf.token(request.getHeaders()),
                Words.of(request),
                theme(request),
                ConsolePaths.isPart(request),
                request.getUri().toString());
    }

    static String theme(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(THEME_COOKIE)
                .map(cookie -> cookie.getValue())
                .filter(THEMES::contains)
                .orElse("");
    }
}
