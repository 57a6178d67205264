package io.deskledger.api.http;

import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.runtime.trace.RequestTrace;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.bind.exceptions.UnsatisfiedArgumentException;
import io.micronaut.core.convert.exceptions.ConversionErrorException;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.Error;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders every error there is, ours and the framework's, as a problem document, or as a page where people look. */
@Singleton
final class ProblemProcessor implements ErrorResponseProcessor<Object> {

    private static final String INVALID = "The request is not valid";
    /** The path of requests that the decoder gave up before it knew theirs. */
    private static final String UNDECODED = "/bad-request";

    private static final String INTERNAL =
            "The server failed to answer this request; its log knows why by the request id";

    private final ProblemPages pages;

    ProblemProcessor(ProblemPages pages) {
        this.pages = pages;
    }

    @Override
    @SuppressWarnings("unchecked") // A response is as good as one of Object: its body is only read from here on.
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        HttpStatus status = response.status();
        List<FieldError> errors = fieldErrors(context);
        Problem problem = new Problem(
                "about:blank",
                status.getReason(),
                status.getCode(),
                detail(context, status, errors),
                request.getPath(),
                RequestId.of(request),
                request.getAttribute(RequestIdFilter.TRACE, RequestTrace.class)
                        .map(RequestTrace::traceId)
                        .orElse(null),
                errors);
        response.getHeaders().set(RequestId.HEADER, RequestId.of(request));
        if (isUndecoded(request)) {
            // It ends with this, as its HTTP/1.0 says; yet there are clients that would use it again.
            response.getHeaders().set(HttpHeaders.CONNECTION, "close");
        }
        return (MutableHttpResponse<Object>) pages.page(request, problem, response)
                .orElseGet(() -> response.body(problem).contentType(Problem.MEDIA_TYPE));
    }

    private static String detail(ErrorContext context, HttpStatus status, List<FieldError> errors) {
        return switch (context.getRootCause().orElse(null)) {
            case ProblemException problem -> problem.detail();
            case null, default ->
                status.getCode() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode()
                        ? INTERNAL
                        : errors.isEmpty() ? firstMessage(context, status) : INVALID;
        };
    }

    private static String firstMessage(ErrorContext context, HttpStatus status) {
        if (status == HttpStatus.REQUEST_ENTITY_TOO_LARGE && isUndecoded(context.getRequest())) {
            return "The address or the headers of the request are too long";
        }
        return context.getErrors().stream().map(Error::getMessage).findFirst().orElse(status.getReason());
    }

    private static boolean isUndecoded(HttpRequest<?> request) {
        return request.getPath().equals(UNDECODED);
    }

    private static List<FieldError> fieldErrors(ErrorContext context) {
        return switch (context.getRootCause().orElse(null)) {
            case ProblemException.Invalid invalid -> invalid.errors();
            case ConversionErrorException e ->
                List.of(new FieldError(
                        name(e.getArgument()),
                        "must be of type "
                                + e.getArgument().getType().getSimpleName().toLowerCase(Locale.ROOT)));
            case UnsatisfiedArgumentException e -> List.of(new FieldError(name(e.getArgument()), "is required"));
            case null, default ->
                context.getErrors().stream()
                        .filter(error -> error.getPath().isPresent())
                        .map(error -> new FieldError(error.getPath().orElseThrow(), error.getMessage()))
                        .toList();
        };
    }

    private static String name(@Nullable Argument<?> argument) {
        return argument == null
                ? "body"
                : argument.getAnnotationMetadata()
                        .stringValue(Bindable.class)
                        .filter(name -> !name.isEmpty())
                        .orElse(argument.getName());
    }
}
