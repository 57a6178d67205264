package io.deskledger.api.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How webhooks are kept and worked.
 *
 * @param enabled whether this instance reads changes for webhooks and delivers
 * @param group the Kafka consumer group of all instances
 * @param grace how long the old secret signs too after a rotation
 * @param kept how long a finished delivery can be looked at
 * @param concurrency attempts at once, of one instance
 * @param perWebhook attempts at once for one webhook, of all instances
 * @param lease after how long an attempt that nobody tells of is made again; above the receiver's limit
 * @param poll how often an idle worker looks for due deliveries
 */
@ConfigurationProperties("deskledger.webhooks")
record WebhookSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "deskledger-webhooks") String group,
        @Bindable(defaultValue = "24h") Duration grace,
        @Bindable(defaultValue = "7d") Duration kept,
        @Bindable(defaultValue = "200") int concurrency,
        @Bindable(defaultValue = "4") int perWebhook,
        @Bindable(defaultValue = "1m") Duration lease,
        @Bindable(defaultValue = "500ms") Duration poll) {}
