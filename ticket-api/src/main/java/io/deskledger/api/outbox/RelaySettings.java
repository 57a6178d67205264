package io.deskledger.api.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How the relay works.
 *
 * @param enabled whether this instance relays at all
 * @param batchSize the most events that are on their way at once; large ones are fewer
 * @param poll how often the leader looks without having been woken: heals a lost notification
 * @param tick how often the leader says that it is alive and the others try to lead
 * @param frozenAfter how long a leader may be silent before another ends its session
 * @param backOff the pause after a failure
 * @param stalledAfter how long acknowledgements may be missing before the producer is replaced
 */
@ConfigurationProperties("deskledger.relay")
record RelaySettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "1000") int batchSize,
        @Bindable(defaultValue = "500ms") Duration poll,
        @Bindable(defaultValue = "1s") Duration tick,
        @Bindable(defaultValue = "10s") Duration frozenAfter,
        @Bindable(defaultValue = "1s") Duration backOff,
        @Bindable(defaultValue = "2m") Duration stalledAfter) {}
