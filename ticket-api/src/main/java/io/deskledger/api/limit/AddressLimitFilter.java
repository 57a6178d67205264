package io.deskledger.api.limit;

import io.deskledger.api.http.AddressBlock;
import io.deskledger.api.http.ClientAddresses;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Counts the requests of each address, before anybody asks who it is. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(AddressLimitFilter.BEFORE_SECURITY)
final class AddressLimitFilter {

    static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 20;

    private final ClientAddresses clients;
    private final Allowances<AddressBlock> addresses;

    AddressLimitFilter(ClientAddresses clients, RateLimitSettings settings) {
        this.clients = clients;
        this.addresses = new Allowances<>(settings.address());
    }

    @RequestFilter
    void count(HttpRequest<?> request) {
        if (addresses.isLimited() && LimitedPaths.isCounted(request)) {
            addresses.take(AddressBlock.of(clients.of(request))).settle(request, "address");
        }
    }
}
