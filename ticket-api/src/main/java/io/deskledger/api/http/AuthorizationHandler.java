package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;

/** 401 for strangers, whatever they ask for; 403 for those who are known but may not; 404 and 405 where nobody may. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AuthorizationHandler implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {

    private final ProblemExceptionHandler problems;
    private final Unroutable unroutable;

    AuthorizationHandler(ProblemExceptionHandler problems, Unroutable unroutable) {
        this.problems = problems;
        this.unroutable = unroutable;
    }

    /** A request whose address can't be read comes as one of the path / without any header, not even the token's. */
    private static boolean isUnreadable(HttpRequest<?> request) {
        return request.getPath().equals("/") && request.getHeaders().isEmpty();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
        HttpRequest<?> asked = request;
        if (!refusal.isForbidden() && isUnreadable(asked)) {
            return problems.handle(
                    asked,
                    new ProblemException.Unreadable("The address is not a valid URI: a % needs two digits after it"));
        }
        if (!refusal.isForbidden()) {
            return problems.handle(
                    asked, new ProblemException.Unauthenticated("Sign in first: a valid bearer token is missing"));
        }
        if (RouteAttributes.getRouteMatch(asked).isPresent()) {
            return problems.handle(asked, new ProblemException.Forbidden("Your role does not allow this"));
        }
        return unroutable.answer(asked);
    }
}
