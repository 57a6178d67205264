package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** A reopening of a ticket. */
@MappedEntity(value = "reporting_reopenings", schema = "support")
record Reopening(@Id long ticketId, Instant changedAt) {}
