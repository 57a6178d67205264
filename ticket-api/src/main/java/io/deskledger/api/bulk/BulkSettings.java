package io.deskledger.api.bulk;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How bulk changes are made and kept.
 *
 * @param undoFor how long one can be undone
 * @param patience how long one waits for its turn
 * @param upload how long the body of one may take to come
 */
@ConfigurationProperties("deskledger.bulk")
record BulkSettings(
        @Bindable(defaultValue = "7d") Duration undoFor,
        @Bindable(defaultValue = "15s") Duration patience,
        @Bindable(defaultValue = "60s") Duration upload) {}
