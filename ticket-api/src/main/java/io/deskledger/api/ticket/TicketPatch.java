package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.http.ObjectLimits;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A JSON merge patch of a ticket. Absent fields are kept; null clears category and assignee. Customers may change
 * title, description, category and status (confirm or reopen what is resolved) of their tickets, and nothing else.
 *
 * @param title the new title, or null to keep it
 * @param description the new description, or null to keep it
 * @param category the new category
 * @param customFields what to merge into the custom fields; null clears them
 * @param priority the new priority, or null to keep it
 * @param assignee the new assignee
 * @param status the new status, or null to keep it
 */
public record TicketPatch(
        @Nullable String title,
        @Nullable String description,
        Slot<String> category,
        Slot<ObjectNode> customFields,
        @Nullable TicketPriority priority,
        Slot<Long> assignee,
        @Nullable TicketStatus status) {

    private static final String[] STAFF_FIELDS = {"priority", "assignee_id", "custom_fields"};
    private static final String[] NEVER_NULL = {"title", "description", "priority", "status"};

    /** A field that may be absent, null, or have a value. */
    record Slot<T>(boolean given, @Nullable T value) {}

    public static TicketPatch read(JsonFields fields, Caller caller) {
        for (String field : NEVER_NULL) {
            fields.notNull(field);
        }
        TicketPatch patch = new TicketPatch(
                fields.optionalText("title", TicketRules.MIN_TITLE, TicketRules.MAX_TITLE),
                fields.optionalText("description", TicketRules.MIN_DESCRIPTION, TicketRules.MAX_DESCRIPTION),
                new Slot<>(fields.has("category"), fields.optionalText("category", 1, TicketRules.MAX_CATEGORY)),
                new Slot<>(fields.has("custom_fields"), fields.object("custom_fields")),
                fields.constant("priority", TicketPriority.class),
                new Slot<>(fields.has("assignee_id"), fields.id("assignee_id")),
                fields.constant("status", TicketStatus.class));
        fields.check();
        if (!caller.isStaff()) {
            refuseStaffFields(fields);
        }
        return patch;
    }

    /** Whether it names the status and nothing else. */
    boolean isOfStatusAlone() {
        return status != null
                && title == null
                && description == null
                && !category.given()
                && !customFields.given()
                && priority == null
                && !assignee.given();
    }

    /** The ticket with everything applied; the assignee before the status, since a resolution is credited to them. */
    Ticket apply(Ticket ticket, Caller caller, Instant at) {
        TicketContent old = ticket.content();
        Ticket edited = ticket.edit(new TicketContent(
                title == null ? old.title() : title,
                description == null ? old.description() : description,
                category.given() ? category.value() : old.category(),
                mergedFields(old.customFields())));
        if (priority != null) {
            edited = edited.changePriority(priority);
        }
        if (assignee.given()) {
            edited = edited.assign(assignee.value());
        }
        return status == null ? edited : edited.changeStatus(status, at, caller.actor());
    }

    private ObjectNode mergedFields(ObjectNode old) {
        if (!customFields.given()) {
            return old;
        }
        ObjectNode patch = customFields.value();
        if (patch == null) {
            return old.objectNode();
        }
        ObjectNode merged = MergePatch.apply(old, patch);
        ObjectLimits.problem(merged).ifPresent(rule -> {
            throw new ProblemException.Invalid("custom_fields", "merged into those of the ticket " + rule);
        });
        return merged;
    }

    private static void refuseStaffFields(JsonFields fields) {
        for (String field : STAFF_FIELDS) {
            if (fields.has(field)) {
                throw new ProblemException.Forbidden("Only staff may change " + field);
            }
        }
    }
}
