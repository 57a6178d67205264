package io.deskledger.api.webhook.receiver;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;
import java.util.List;

/**
 * Which receivers may be reached, and how long they have.
 *
 * @param allow networks such as {@code 10.1.0.0/16} that may be reached although they are not public
 * @param allowHttp whether a webhook's URL may be {@code http}
 * @param connectTimeout the limit of a connection, the TLS handshake apart
 * @param timeout the limit of a whole attempt, from the look-up of the name to the answer's first kilobytes
 */
@ConfigurationProperties("deskledger.webhooks.receiver")
record ReceiverSettings(
        @Bindable(defaultValue = "") List<String> allow,
        @Bindable(defaultValue = "false") boolean allowHttp,
        @Bindable(defaultValue = "5s") Duration connectTimeout,
        @Bindable(defaultValue = "15s") Duration timeout) {}
