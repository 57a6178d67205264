package io.deskledger.runtime.stop;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How a service ends when it is told to.
 *
 * @param delay how long it goes on taking requests while it says that it is not ready, so that balancers notice
 * @param grace how long requests that are under way have to end
 */
@ConfigurationProperties("deskledger.stop")
record StopSettings(
        @Bindable(defaultValue = "0s") Duration delay,
        @Bindable(defaultValue = "15s") Duration grace) {}
