package io.deskledger.api.limit;

import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;

/** Counts the requests of each address, before anybody asks who it is. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(AddressLimitFilter.BEFORE_SECURITY)
final class AddressLimitFilter implements ConditionalFilter {

    static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 20;

    private final Allowances<AddressBlock> addresses;

    AddressLimitFilter(RateLimitSettings settings) {
        this.addresses = new Allowances<>(settings.address());
    }

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
        return addresses.isLimited() && LimitedPaths.isCounted(request);
    }

    @RequestFilter
    void count(HttpRequest<?> request) {
        addresses.take(AddressBlock.of(request.getRemoteAddress())).settle(request, "address");
    }
}
