package io.deskledger.analytics.change;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.LocalDate;

/** A day on which a promise to a ticket is counted. */
@MappedEntity(value = "sla_ticket_days", schema = "analytics")
record SlaTicketDay(@Id long ticketId, LocalDate day) {}
