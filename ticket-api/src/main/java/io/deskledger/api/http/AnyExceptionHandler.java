package io.deskledger.api.http;

import io.deskledger.api.problem.ProblemException;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import jakarta.inject.Singleton;
import java.io.EOFException;
import java.nio.channels.ClosedChannelException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What nobody else handles: a database that refuses or is away has its own answer, the rest is our failure. */
@Singleton
final class AnyExceptionHandler implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(AnyExceptionHandler.class);

    private final ProblemProcessor processor;
    private final ProblemExceptionHandler problems;

    AnyExceptionHandler(ProblemProcessor processor, ProblemExceptionHandler problems) {
        this.processor = processor;
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        ProblemException problem = DatabaseFailures.problem(failure).orElse(null);
        if (problem != null) {
            LOG.warn("{} {} was refused: {}", request.getMethod(), request.getPath(), rootMessage(failure));
            return problems.handle(request, problem);
        }
        if (failure instanceof EOFException || failure instanceof ClosedChannelException) {
            // Nobody is there to be answered.
            LOG.info("{} {}: the client left in the middle of its request", request.getMethod(), request.getPath());
            return HttpResponse.badRequest();
        }
        LOG.error("{} {} failed, request {}", request.getMethod(), request.getPath(), RequestId.of(request), failure);
        return processor.processResponse(
                ErrorContext.builder(request).cause(failure).build(), HttpResponse.serverError());
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root.toString();
    }
}
