package io.deskledger.api.imports;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How imports are worked.
 *
 * @param enabled whether this instance works imports at all
 * @param batchLines the most lines in one transaction
 * @param poll how often an idle worker looks for an import to take over
 * @param backOff the pause after a failure
 * @param crowdedAt how many waiting events make the import give way
 */
@ConfigurationProperties("deskledger.imports")
record ImportSettings(
        @Bindable(defaultValue = "true") boolean enabled,
        @Bindable(defaultValue = "500") int batchLines,
        @Bindable(defaultValue = "1s") Duration poll,
        @Bindable(defaultValue = "1s") Duration backOff,
        @Bindable(defaultValue = "50000") long crowdedAt) {}
