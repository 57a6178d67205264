package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.security.authentication.DefaultAuthorizationExceptionHandler;
import jakarta.inject.Singleton;

/** 401 for strangers, 403 for those who are known but may not. */
@Singleton
@Replaces(DefaultAuthorizationExceptionHandler.class)
final class AuthorizationHandler implements ExceptionHandler<AuthorizationException, HttpResponse<?>> {

    private final ProblemExceptionHandler problems;

    AuthorizationHandler(ProblemExceptionHandler problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, AuthorizationException refusal) {
        return problems.handle(
                request,
                refusal.isForbidden()
                        ? new ProblemException.Forbidden("Your role does not allow this")
                        : new ProblemException.Unauthenticated("Sign in first: a valid bearer token is missing"));
    }
}
