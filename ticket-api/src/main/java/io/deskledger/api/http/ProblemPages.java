package io.deskledger.api.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/** Shows problems to people; the console's part in what goes wrong. */
public interface ProblemPages {

    /** The problem as a page, or empty where a document is wanted. */
    Optional<MutableHttpResponse<?>> page(HttpRequest<?> request, Problem problem, MutableHttpResponse<?> response);
}
