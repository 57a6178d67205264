package io.deskledger.api.bulk;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How bulk changes are kept.
 *
 * @param undoFor how long one can be undone
 */
@ConfigurationProperties("deskledger.bulk")
record BulkSettings(@Bindable(defaultValue = "7d") Duration undoFor) {}
