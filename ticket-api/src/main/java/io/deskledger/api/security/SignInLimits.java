package io.deskledger.api.security;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.exceptions.ConfigurationException;

/**
 * How often one address may fail to sign in; checked at the start.
 *
 * @param signIn failures a minute; 0 for any number
 * @param address requests a minute of one address; where there is no limit for those, there is none for failures
 *     either: behind a proxy one address is everybody's
 */
@Context
@ConfigurationProperties("deskledger.rate-limit")
record SignInLimits(int signIn, int address) {

    SignInLimits {
        if (signIn < 0) {
            throw new ConfigurationException("DESKLEDGER_RATE_LIMIT_SIGN_IN must not be negative");
        }
    }

    boolean isLimited() {
        return signIn > 0 && address > 0;
    }
}
