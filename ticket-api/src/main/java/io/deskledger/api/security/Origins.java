package io.deskledger.api.security;

import io.deskledger.api.http.ClientAddresses;
import io.deskledger.api.http.RequestId;
import io.deskledger.model.event.Origin;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.net.InetAddress;

/** Where a request came from, as events tell it. */
@Singleton
final class Origins {

    private static final int MAX_USER_AGENT = 300;

    private final ClientAddresses addresses;

    Origins(ClientAddresses addresses) {
        this.addresses = addresses;
    }

    Origin of(HttpRequest<?> request) {
        InetAddress address = addresses.of(request);
        String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return new Origin(
                RequestId.of(request),
                address == null ? null : address.getHostAddress(),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
    }
}
