package io.deskledger.api.http;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long answers are sent.
 *
 * @param patience whose client takes nothing for that long is cut off
 */
@ConfigurationProperties("deskledger.export")
record LongAnswersSettings(@Bindable(defaultValue = "60s") Duration patience) {}
