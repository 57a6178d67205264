package io.deskledger.api.security;

import io.deskledger.api.http.RequestId;
import io.deskledger.model.event.Origin;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Where a request came from, as events tell it. */
final class Origins {

    private static final int MAX_USER_AGENT = 300;

    private Origins() {}

    static Origin of(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress address = remote == null ? null : remote.getAddress();
        String agent = request.getHeaders().get(HttpHeaders.USER_AGENT);
        return new Origin(
                RequestId.of(request),
                address == null ? null : address.getHostAddress(),
                agent == null ? null : agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)));
    }
}
