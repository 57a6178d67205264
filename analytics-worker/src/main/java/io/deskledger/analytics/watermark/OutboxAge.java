package io.deskledger.analytics.watermark;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** When the oldest change was recorded that has not reached Kafka yet. */
@MappedEntity(value = "reporting_outbox_oldest", schema = "support")
record OutboxAge(@Id Instant appendedAt) {}
