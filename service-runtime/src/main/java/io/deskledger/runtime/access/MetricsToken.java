package io.deskledger.runtime.access;

import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** The bearer token of those who collect metrics; without one configured nobody has it. */
@Singleton
public final class MetricsToken {

    private static final int SHORTEST = 16;
    private static final String BEARER = "Bearer ";

    private final byte[] token;

    MetricsToken(@Value("${deskledger.metrics.token:}") String token) {
        if (!token.isEmpty() && token.length() < SHORTEST) {
            throw new ConfigurationException("DESKLEDGER_METRICS_TOKEN must have at least " + SHORTEST + " characters");
        }
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    /** Whether the request brings it; the comparison takes as long for a near miss as for any other. */
    public boolean isIn(HttpRequest<?> request) {
        String header = request.getHeaders().get(HttpHeaders.AUTHORIZATION);
        return token.length > 0
                && header != null
                && header.startsWith(BEARER)
                && MessageDigest.isEqual(
                        token, header.substring(BEARER.length()).getBytes(StandardCharsets.UTF_8));
    }
}
