package io.deskledger.api.feed;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the stream of events works.
 *
 * @param poll how often the log is looked at for new events, while somebody listens
 * @param heartbeat how often a listener hears that the stream is alive
 * @param rightsCheck how often it is checked whether the listeners may still listen
 * @param maxListeners the most listeners of this instance
 */
@ConfigurationProperties("deskledger.events")
record StreamSettings(
        @Bindable(defaultValue = "200ms") Duration poll,
        @Bindable(defaultValue = "15s") Duration heartbeat,
        @Bindable(defaultValue = "2s") Duration rightsCheck,
        @Bindable(defaultValue = "10000") int maxListeners) {}
