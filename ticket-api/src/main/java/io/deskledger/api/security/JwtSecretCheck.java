package io.deskledger.api.security;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.exceptions.ConfigurationException;
import java.nio.charset.StandardCharsets;

/** Refuses to start with a secret that could be guessed. */
@Context
final class JwtSecretCheck {

    private static final int MIN_BYTES = 32;

    JwtSecretCheck(@Value("${micronaut.security.token.jwt.signatures.secret.generator.secret}") String secret) {
        int bytes = secret.getBytes(StandardCharsets.UTF_8).length;
        if (bytes < MIN_BYTES) {
            throw new ConfigurationException(
                    "DESKLEDGER_JWT_SECRET has " + bytes + " bytes; it must have at least " + MIN_BYTES);
        }
    }
}
