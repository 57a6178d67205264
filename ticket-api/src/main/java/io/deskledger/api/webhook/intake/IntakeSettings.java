package io.deskledger.api.webhook.intake;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How changes are read for webhooks.
 *
 * @param enabled whether this instance reads at all
 * @param group the Kafka consumer group of all instances
 * @param backOff the pause after a failure
 * @param clockTolerance by how much the clocks of two instances may differ: a webhook is told of changes from that long
 *     before its making
 */
@ConfigurationProperties("deskledger.webhooks.intake")
record IntakeSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "deskledger-webhooks") String group,
        @Bindable(defaultValue = "1s") Duration backOff,
        @Bindable(defaultValue = "10s") Duration clockTolerance) {}
