package io.deskledger.api.audit;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * How much a verification may take.
 *
 * @param limit how long one runs before it answers what it has checked so far
 */
@ConfigurationProperties("deskledger.audit.verify")
record VerifySettings(Duration limit) {}
