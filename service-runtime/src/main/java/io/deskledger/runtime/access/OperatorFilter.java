package io.deskledger.runtime.access;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import java.net.InetAddress;
import java.util.Optional;

/**
 * Lets whoever is on this machine, or has the metrics token, see and do what operators may; all others learn whether
 * the service is healthy. A service with users of its own decides by its own rules instead.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
@Requires(missingClasses = "io.micronaut.security.rules.SecurityRule")
final class OperatorFilter {

    private static final String HEALTH = "/health";

    private final MetricsToken token;

    OperatorFilter(MetricsToken token) {
        this.token = token;
    }

    @RequestFilter
    Optional<MutableHttpResponse<?>> check(HttpRequest<?> request) {
        InetAddress peer = request.getRemoteAddress().getAddress();
        boolean allowed = isHealth(request.getPath()) || peer.isLoopbackAddress() || token.isIn(request);
        return allowed
                ? Optional.empty()
                : Optional.of(HttpResponse.unauthorized().header(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
    }

    private static boolean isHealth(String path) {
        return path.equals(HEALTH) || path.startsWith(HEALTH + "/");
    }
}
