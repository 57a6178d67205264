package io.deskledger.api.outbox;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * Where the broker is.
 *
 * @param bootstrapServers host:port pairs joined by commas
 */
@ConfigurationProperties("deskledger.kafka")
public record KafkaSettings(
        @Bindable(defaultValue = "localhost:9092") String bootstrapServers) {}
