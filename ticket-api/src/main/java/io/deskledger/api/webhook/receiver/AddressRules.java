package io.deskledger.api.webhook.receiver;

import io.deskledger.runtime.address.Network;
import io.micronaut.context.exceptions.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which addresses a webhook may reach: public ones, and those that the operator allows. */
@Singleton
final class AddressRules {

    /** Public IPv6 unicast; whatever lies outside (ULA, link-local, NAT64, mapped, ...) is refused without a list. */
    private static final Network PUBLIC_V6 = Network.parse("2000::/3");

    private static final Map<Network, String> REFUSED = refused();

    private final List<Network> allowed;

    AddressRules(ReceiverSettings settings) {
        try {
            allowed = settings.allow().stream()
                    .filter(text -> !text.isBlank())
                    .map(Network::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException("DESKLEDGER_WEBHOOK_ALLOW: " + e.getMessage(), e);
        }
    }

    /** Why the address may not be reached, or empty where it may. */
    Optional<String> refusal(InetAddress given) {
        InetAddress address = Network.plain(given);
        if (allowed.stream().anyMatch(network -> network.contains(address))) {
            return Optional.empty();
        }
        Optional<String> refused = REFUSED.entrySet().stream()
                .filter(range -> range.getKey().contains(address))
                .map(Map.Entry::getValue)
                .findFirst();
        return refused.isEmpty() && address instanceof Inet6Address && !PUBLIC_V6.contains(address)
                ? Optional.of("not public")
                : refused;
    }

    /** The special-purpose registries of IANA (RFC 6890), as far as they are not globally reachable or embed others. */
    private static Map<Network, String> refused() {
        Map<Network, String> ranges = new LinkedHashMap<>();
        add(ranges, "unspecified", "0.0.0.0/8", "::/128");
        add(ranges, "loopback", "127.0.0.0/8", "::1/128");
        add(ranges, "private", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "fc00::/7", "fec0::/10");
        add(ranges, "shared by a carrier's customers", "100.64.0.0/10");
        add(ranges, "link-local", "169.254.0.0/16", "fe80::/10");
        add(ranges, "multicast", "224.0.0.0/4", "ff00::/8");
        add(ranges, "reserved", "192.0.0.0/24", "198.18.0.0/15", "240.0.0.0/4", "2001::/23");
        add(ranges, "for documentation", "192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24");
        add(ranges, "for documentation", "2001:db8::/32", "3fff::/20");
        add(ranges, "a relay to other addresses", "192.88.99.0/24", "2002::/16", "64:ff9b::/96", "64:ff9b:1::/48");
        add(ranges, "a cloud's own service", "168.63.129.16/32");
        return ranges;
    }

    private static void add(Map<Network, String> ranges, String reason, String... networks) {
        for (String network : networks) {
            ranges.put(Network.parse(network), reason);
        }
    }
}
