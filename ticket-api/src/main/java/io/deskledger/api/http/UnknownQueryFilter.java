package io.deskledger.api.http;

import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.bind.annotation.Bindable;
import io.micronaut.core.type.Argument;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.MethodBasedRouteMatch;
import io.micronaut.web.router.RouteAttributes;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Refuses query parameters that the route does not declare; routes that read {@link QueryParams} check for themselves.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(UnknownQueryFilter.AFTER_SECURITY)
final class UnknownQueryFilter {

    static final int AFTER_SECURITY = 39_500;

    @RequestFilter
    void check(HttpRequest<?> request) {
        if (!ApiRequests.isOfApi(request)) {
            return;
        }
        Set<String> given = request.getParameters().names();
        if (given.isEmpty()) {
            return;
        }
        RouteAttributes.getRouteMatch(request)
                .filter(MethodBasedRouteMatch.class::isInstance)
                .map(MethodBasedRouteMatch.class::cast)
                .ifPresent(route -> check(given, route.getArguments()));
    }

    private static void check(Set<String> given, Argument<?>[] arguments) {
        if (Arrays.stream(arguments).anyMatch(argument -> argument.getType() == QueryParams.class)) {
            return;
        }
        Set<String> declared = declared(arguments);
        Set<String> unknown = new TreeSet<>(given);
        unknown.removeAll(declared);
        if (!unknown.isEmpty()) {
            String message = "is not a parameter of this request, which takes "
                    + (declared.isEmpty() ? "none" : String.join(", ", declared));
            throw new ProblemException.Invalid(
                    unknown.stream().map(name -> new FieldError(name, message)).toList());
        }
    }

    private static Set<String> declared(Argument<?>[] arguments) {
        return Arrays.stream(arguments)
                .filter(argument -> argument.isAnnotationPresent(QueryValue.class))
                .map(argument -> argument.getAnnotationMetadata()
                        .stringValue(Bindable.class)
                        .filter(name -> !name.isEmpty())
                        .orElse(argument.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
