package io.deskledger.api.console;

import io.deskledger.api.http.ApiRequests;
import io.deskledger.api.security.BrowserSettings;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What browsers must not do with our pages. A page that has its own policy keeps it. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SecurityHeadersFilter {

    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                    + " connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private final BrowserSettings settings;

    SecurityHeadersFilter(BrowserSettings settings) {
        this.settings = settings;
    }

    @ResponseFilter
    void add(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (ApiRequests.isOfApi(request)) {
            return;
        }
        MutableHttpHeaders headers = response.getHeaders();
        absent(headers, "Content-Security-Policy", POLICY);
        absent(headers, "Referrer-Policy", "same-origin");
        absent(headers, "X-Content-Type-Options", "nosniff");
        absent(headers, "X-Frame-Options", "DENY");
        absent(headers, "Cross-Origin-Opener-Policy", "same-origin");
        absent(headers, "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()");
        if (settings.secureCookies() || request.isSecure()) {
            absent(headers, "Strict-Transport-Security", "max-age=31536000");
        }
    }

    private static void absent(MutableHttpHeaders headers, String name, String value) {
        if (!headers.contains(name)) {
            headers.set(name, value);
        }
    }
}
