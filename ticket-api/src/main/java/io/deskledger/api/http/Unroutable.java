package io.deskledger.api.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Says why no endpoint takes a request. The framework would, but security refuses such requests before it comes to
 * that, so that strangers can't feel their way around.
 */
@Singleton
final class Unroutable {

    private final ProblemProcessor processor;
    private final Router router;

    Unroutable(ProblemProcessor processor, Router router) {
        this.processor = processor;
        this.router = router;
    }

    HttpResponse<?> answer(HttpRequest<?> request) {
        List<UriRouteMatch<Object, Object>> atPath = router.findAny(request);
        if (atPath.isEmpty()) {
            return problem(request, HttpResponse.notFound(), "There is nothing at this path");
        }
        List<UriRouteMatch<Object, Object>> ofMethod = atPath.stream()
                .filter(route -> methodOf(route).equals(request.getMethodName()))
                .toList();
        if (ofMethod.isEmpty()) {
            String allowed = atPath.stream()
                    .map(Unroutable::methodOf)
                    .distinct()
                    .sorted()
                    .collect(Collectors.joining(", "));
            return problem(
                    request,
                    HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, allowed),
                    "This path takes " + allowed);
        }
        boolean readable = request.getContentType()
                .map(type ->
                        ofMethod.stream().anyMatch(route -> route.getRouteInfo().doesConsume(type)))
                .orElse(true);
        return readable
                ? problem(
                        request, HttpResponse.status(HttpStatus.NOT_ACCEPTABLE), "The answer is not to be had as that")
                : problem(
                        request,
                        HttpResponse.status(HttpStatus.UNSUPPORTED_MEDIA_TYPE),
                        "A body of this type is not understood here");
    }

    private HttpResponse<?> problem(HttpRequest<?> request, MutableHttpResponse<?> response, String detail) {
        return processor.processResponse(
                ErrorContext.builder(request).errorMessage(detail).build(), response);
    }

    private static String methodOf(UriRouteMatch<?, ?> route) {
        return route.getRouteInfo().getHttpMethodName();
    }
}
