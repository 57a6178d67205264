package io.deskledger.api.webhook.receiver;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which URLs a webhook may have. A name is not resolved here: what it leads to is checked at each connection, when it
 * counts.
 */
@Singleton
public final class WebhookUrls {

    private static final int MAX_PORT = 65_535;
    private static final Pattern PLAIN = Pattern.compile("[\\x21-\\x7e]+");
    private static final Pattern NUMERIC_END = Pattern.compile("(.*\\.)?(\\d+|0[xX][0-9a-fA-F]*)\\.?");
    private static final Pattern DOTTED = Pattern.compile("((0|[1-9]\\d{0,2})\\.){3}(0|[1-9]\\d{0,2})");

    private final ReceiverSettings settings;
    private final AddressRules rules;

    WebhookUrls(ReceiverSettings settings, AddressRules rules) {
        this.settings = settings;
        this.rules = rules;
    }

    /** What is wrong with the URL, or empty where nothing is. */
    public Optional<String> problem(String url) {
        URI uri;
        try {
            uri = new URI(url);
        } catch (URISyntaxException e) {
            return Optional.of("is not a URL");
        }
        String scheme = uri.getScheme();
        boolean http = settings.allowHttp() && "http".equalsIgnoreCase(scheme);
        if (!http && !"https".equalsIgnoreCase(scheme)) {
            return Optional.of("must start with https://");
        }
        if (!PLAIN.matcher(url).matches() || uri.getHost() == null) {
            return Optional.of("must name a host in plain letters (an international name in its xn-- form)");
        }
        if (uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
            return Optional.of("must not hold a user, a password or a fragment");
        }
        if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
            return Optional.of("must name a port from 1 to " + MAX_PORT);
        }
        return address(uri.getHost());
    }

    private Optional<String> address(String host) {
        boolean v6 = host.startsWith("[");
        if (!v6 && !NUMERIC_END.matcher(host).matches()) {
            return Optional.empty();
        }
        if (!v6 && !DOTTED.matcher(host).matches()) {
            return Optional.of("must write an address as four decimal numbers");
        }
        try {
            return rules.refusal(InetAddress.ofLiteral(host))
                    .map(reason -> "must not lead to an address that is " + reason);
        } catch (IllegalArgumentException e) {
            return Optional.of("does not name an address");
        }
    }
}
