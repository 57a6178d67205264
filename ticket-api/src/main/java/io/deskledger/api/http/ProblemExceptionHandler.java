package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Gives our own refusals their status and the headers that go with it. */
@Singleton
final class ProblemExceptionHandler implements ExceptionHandler<ProblemException, HttpResponse<?>> {

    private static final String RETRY_SECONDS = "2";

    private final ProblemProcessor processor;

    ProblemExceptionHandler(ProblemProcessor processor) {
        this.processor = processor;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, ProblemException problem) {
        return processor.processResponse(
                ErrorContext.builder(request).cause(problem).build(), base(problem));
    }

    private static String seconds(Duration wait) {
        return Long.toString(Math.max(1, wait.toSeconds()));
    }

    private static MutableHttpResponse<?> base(ProblemException problem) {
        return switch (problem) {
            case ProblemException.Invalid _, ProblemException.Unreadable _ -> HttpResponse.badRequest();
            case ProblemException.Unauthenticated _ ->
                HttpResponse.unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case ProblemException.Forbidden _ -> HttpResponse.status(HttpStatus.FORBIDDEN);
            case ProblemException.NotFound _ -> HttpResponse.notFound();
            case ProblemException.Conflict _ -> HttpResponse.status(HttpStatus.CONFLICT);
            case ProblemException.Stale _ -> HttpResponse.status(HttpStatus.PRECONDITION_FAILED);
            case ProblemException.TooLarge _ -> HttpResponse.status(HttpStatus.REQUEST_ENTITY_TOO_LARGE);
            case ProblemException.Busy busy ->
                HttpResponse.status(HttpStatus.CONFLICT).header(HttpHeaders.RETRY_AFTER, seconds(busy.retryAfter()));
            case ProblemException.Unprocessable _ -> HttpResponse.status(HttpStatus.UNPROCESSABLE_ENTITY);
            case ProblemException.TooManyRequests tooMany ->
                HttpResponse.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, seconds(tooMany.retryAfter()));
            case ProblemException.Unavailable _ ->
                HttpResponse.status(HttpStatus.SERVICE_UNAVAILABLE).header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        };
    }
}
