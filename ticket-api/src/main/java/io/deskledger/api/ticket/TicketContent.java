package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What people wrote into a ticket.
 *
 * @param title 5 to 500 characters
 * @param description at least 10 characters
 * @param category the category, or null
 * @param customFields the desk's own fields; never changed in place
 */
public record TicketContent(
        String title, String description, @Nullable String category, ObjectNode customFields) {

    TicketContent withCategory(@Nullable String newCategory) {
        return new TicketContent(title, description, newCategory, customFields);
    }

    /** Whether search would find both by the same terms. */
    boolean hasTextOf(TicketContent other) {
        return title.equals(other.title) && description.equals(other.description);
    }
}
