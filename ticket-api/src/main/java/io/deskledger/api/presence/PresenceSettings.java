package io.deskledger.api.presence;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.context.exceptions.ConfigurationException;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How instances tell each other who looks at which ticket.
 *
 * @param beat how often an instance says and asks that, while somebody looks at a ticket there
 * @param expiry after how long those of an instance that died are not there any more
 */
@ConfigurationProperties("deskledger.presence")
record PresenceSettings(
        @Bindable(defaultValue = "1s") Duration beat,
        @Bindable(defaultValue = "6s") Duration expiry) {

    PresenceSettings {
        if (!beat.isPositive() || expiry.compareTo(beat.multipliedBy(2)) < 0) {
            throw new ConfigurationException(
                    "DESKLEDGER_PRESENCE_EXPIRY must be at least twice DESKLEDGER_PRESENCE_BEAT, which is more than zero");
        }
    }
}
