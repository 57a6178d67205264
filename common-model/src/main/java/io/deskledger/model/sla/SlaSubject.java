package io.deskledger.model.sla;

import io.deskledger.model.ticket.TicketPriority;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What of a ticket decides which policy it gets.
 *
 * @param tags names, lower case
 * @param company the customer's
 * @param accountType the customer's
 */
public record SlaSubject(
        TicketPriority priority,
        @Nullable String category,
        Set<String> tags,
        @Nullable String company,
        @Nullable String accountType) {}
