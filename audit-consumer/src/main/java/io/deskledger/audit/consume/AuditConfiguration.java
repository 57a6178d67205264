package io.deskledger.audit.consume;

import io.micronaut.context.annotation.ConfigurationProperties;
import java.time.Duration;

/**
 * What is consumed, and how.
 *
 * @param topic the topic of changes
 * @param deadLetterTopic where events go that can't be audited
 * @param group the Kafka consumer group; only spreads the partitions, offsets are kept with the rows
 * @param batchSize the most events in one transaction
 * @param retryPause how long to wait after a first failure; longer after more
 */
@ConfigurationProperties("deskledger.audit")
record AuditConfiguration(String topic, String deadLetterTopic, String group, int batchSize, Duration retryPause) {}
