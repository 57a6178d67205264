package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.Router;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** 401 for strangers, whatever they ask for; 403 for those who are known but may not; 404 and 405 where nobody may. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AuthorizationHandler implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {

    private final ProblemExceptionHandler problems;
    private final ProblemProcessor processor;
    private final Router router;

    AuthorizationHandler(ProblemExceptionHandler problems, ProblemProcessor processor, Router router) {
        this.problems = problems;
        this.processor = processor;
        this.router = router;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
        HttpRequest<?> asked = request;
        if (!refusal.isForbidden()) {
            return problems.handle(
                    asked, new ProblemException.Unauthenticated("Sign in first: a valid bearer token is missing"));
        }
        if (RouteAttributes.getRouteMatch(asked).isPresent()) {
            return problems.handle(asked, new ProblemException.Forbidden("Your role does not allow this"));
        }
        return noSuchRoute(asked);
    }

    private HttpResponse<?> noSuchRoute(HttpRequest<?> request) {
        Set<String> methods = router.findAny(request).stream()
                .map(route -> route.getRouteInfo().getHttpMethodName())
                .collect(Collectors.toCollection(TreeSet::new));
        if (methods.isEmpty()) {
            return problems.handle(request, new ProblemException.NotFound("There is nothing at this path"));
        }
        String allowed = String.join(", ", methods);
        return processor.processResponse(
                ErrorContext.builder(request)
                        .errorMessage("This path allows " + allowed)
                        .build(),
                HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, allowed));
    }
}
