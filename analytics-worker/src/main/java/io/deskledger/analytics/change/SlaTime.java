package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** When a promise to a ticket was fulfilled, or missed and is open still. */
@MappedEntity(value = "reporting_ticket_sla", schema = "support")
record SlaTime(@Id long ticketId, Instant at) {}
