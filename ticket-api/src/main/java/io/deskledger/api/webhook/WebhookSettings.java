package io.deskledger.api.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How webhooks are kept and worked.
 *
 * @param enabled whether this instance reads changes for webhooks and delivers
 * @param overlap how long the old secret signs too after a rotation
 * @param kept how long a finished delivery can be looked at
 * @param mostKept how many finished deliveries can be looked at, of all webhooks
 * @param mostWaiting how many deliveries may wait for one webhook before it is switched off
 * @param parallel attempts at once for one webhook, of all instances together
 * @param lease after how long an attempt that nobody tells of is made again; above the receiver's limit
 * @param poll how often an idle worker looks for due deliveries
 */
@ConfigurationProperties("deskledger.webhooks")
record WebhookSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "24h") Duration overlap,
        @Bindable(defaultValue = "7d") Duration kept,
        @Bindable(defaultValue = "1000000") int mostKept,
        @Bindable(defaultValue = "1000000") int mostWaiting,
        @Bindable(defaultValue = "10") int parallel,
        @Bindable(defaultValue = "1m") Duration lease,
        @Bindable(defaultValue = "500ms") Duration poll) {}
