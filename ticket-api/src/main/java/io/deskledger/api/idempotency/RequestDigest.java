package io.deskledger.api.idempotency;

import io.micronaut.context.annotation.Value;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Tells requests apart. Keyed with the server's secret, because bodies may hold passwords, which a bare hash betrays.
 */
@Singleton
final class RequestDigest {

    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    RequestDigest(@Value("${micronaut.security.token.jwt.signatures.secret.generator.secret}") String secret) {
        this.key = new SecretKeySpec(("idempotency " + secret).getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    String of(HttpRequest<?> request, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            String line = request.getMethodName() + " " + request.getUri() + "\n";
            mac.update(line.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
