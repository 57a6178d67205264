package io.deskledger.api.limit;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;

/**
 * How much is allowed, of each instance; checked at the start, not at the first request.
 *
 * @param user requests a minute of one user; 0 for any number
 * @param address requests a minute of one address; 0 for any number
 */
@Context
@ConfigurationProperties("deskledger.rate-limit")
record RateLimitSettings(int user, int address) {

    RateLimitSettings {
        if (user < 0 || address < 0) {
            throw new ConfigurationException(
                    "DESKLEDGER_RATE_LIMIT_USER and DESKLEDGER_RATE_LIMIT_ADDRESS must not be negative");
        }
    }
}
