package io.deskledger.api.webhook;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * What happens after a failure.
 *
 * @param first the longest pause before the first retry; each next one is three times as long
 * @param longest the longest pause of all
 * @param giveUpAfter how long a delivery is tried
 * @param breakAfter after how many failures in a row a webhook is paused
 * @param pause the first pause of a webhook; it doubles with every failed probe
 * @param longestPause the longest pause of a webhook
 * @param disableAfter after how long without any success a webhook is switched off
 */
@ConfigurationProperties("deskledger.webhooks.retry")
record RetrySettings(
        @Bindable(defaultValue = "5s") Duration first,
        @Bindable(defaultValue = "3h") Duration longest,
        @Bindable(defaultValue = "24h") Duration giveUpAfter,
        @Bindable(defaultValue = "10") int breakAfter,
        @Bindable(defaultValue = "30s") Duration pause,
        @Bindable(defaultValue = "10m") Duration longestPause,
        @Bindable(defaultValue = "3d") Duration disableAfter) {}
