package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * When a promise to a ticket was fulfilled, or missed.
 *
 * @param counts whether it counts on that day now; a miss that has been made up for does not, but may have
 */
@MappedEntity(value = "reporting_ticket_sla", schema = "support")
record SlaTime(@Id long ticketId, Instant at, boolean counts) {}
