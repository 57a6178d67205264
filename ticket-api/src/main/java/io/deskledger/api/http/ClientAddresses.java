package io.deskledger.api.http;

import io.deskledger.runtime.address.Network;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whose address a request has: that of the connection, and where that is a proxy of ours, what this one says it had the
 * request from, and so on back to the first one that is none of ours. What stands before that in
 * {@code X-Forwarded-For} may be anybody's invention. See docs/decisions/0045-trusted-proxies.md.
 */
@Context
public final class ClientAddresses {

    static final String HEADER = "X-Forwarded-For";

    /** An address as proxies write it: bare, IPv6 in brackets, with a port. */
    private static final Pattern ENTRY =
            Pattern.compile("(?:\\[(?<six>[^\\[\\]]+)](?::\\d+)?|(?<four>[0-9.]+)(?::\\d+)?|(?<bare>[0-9A-Fa-f:.]+))");

    private final List<Network> proxies;

    /** @param proxies our proxies, as ranges in CIDR notation joined by commas; empty: there are none */
    ClientAddresses(@Value("${deskledger.trusted-proxies:}") String proxies) {
        try {
            this.proxies = Network.parseAll(proxies);
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("DESKLEDGER_TRUSTED_PROXIES: " + e.getMessage(), e);
        }
    }

    /** The client's address; null where the connection has none that is known. */
    public @Nullable InetAddress of(HttpRequest<?> request) {
        InetSocketAddress remote = request.getRemoteAddress();
        InetAddress peer = remote == null ? null : remote.getAddress();
        return peer == null || !isOurs(peer) ? peer : before(peer, request.getHeaders());
    }

    private InetAddress before(InetAddress proxy, HttpHeaders headers) {
        List<String> way = headers.getAll(HEADER).stream()
                .flatMap(line -> List.of(line.split(",", -1)).stream())
                .toList();
        InetAddress known = proxy;
        for (String entry : way.reversed()) {
            Optional<InetAddress> next = address(entry.strip());
            if (next.isEmpty()) {
                return known;
            }
            known = next.get();
            if (!isOurs(known)) {
                return known;
            }
        }
        return known;
    }

    private boolean isOurs(InetAddress address) {
        return proxies.stream().anyMatch(network -> network.contains(address));
    }

    private static Optional<InetAddress> address(String entry) {
        Matcher parts = ENTRY.matcher(entry);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String six = parts.group("six");
        String four = parts.group("four");
        try {
            return Optional.of(Network.address(six != null ? six : four != null ? four : parts.group("bare")));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
