package io.deskledger.api.webhook.receiver;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;

/**
 * Resolves a receiver's name for the connection that is about to be opened, and hands on only what may be reached. The
 * client connects to the addresses answered here and asks no second time, so a name can't change its mind in between.
 */
final class CheckedDns implements DnsResolver {

    /** Each address has the whole connection limit, and an attempt has a limit of its own. */
    private static final int MOST_ADDRESSES = 3;

    private final AddressRules rules;
    private final Lookup lookup;

    CheckedDns(AddressRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        List<InetAddress> allowed = new ArrayList<>();
        @Nullable String refusal = null;
        for (InetAddress address : lookup.all(host)) {
            String reason = rules.refusal(address).orElse(null);
            if (reason == null) {
                allowed.add(address);
            } else {
                refusal = address.getHostAddress() + " is " + reason;
            }
        }
        if (allowed.isEmpty()) {
            throw refusal == null
                    ? new NoAddressException("the host's name leads to no address")
                    : new NoAddressException("the address may not be reached: " + refusal);
        }
        return allowed.stream().limit(MOST_ADDRESSES).toArray(InetAddress[]::new);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Asks the name service. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] all(String host) throws UnknownHostException;
    }
}
