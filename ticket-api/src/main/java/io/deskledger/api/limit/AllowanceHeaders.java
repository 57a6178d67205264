package io.deskledger.api.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Tells every caller how much is left; outside of the filters that count, so that refusals tell it too. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(AllowanceHeaders.OUTSIDE)
final class AllowanceHeaders {

    static final int OUTSIDE = Ordered.HIGHEST_PRECEDENCE + 10;

    @ResponseFilter
    void tell(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Allowance.tell(request, response);
    }
}
