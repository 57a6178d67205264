package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.assignment.AssignmentRequest;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.model.ticket.TicketPriority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A ticket to be created.
 *
 * @param content what the caller wrote
 * @param priority how pressing it is
 * @param tags distinct and in lower case
 * @param requesterId whose ticket it is to be, or null for the caller's
 * @param assigneeId who is to work it, or null
 * @param autoAssign how an agent is to be chosen for it, or null where none is
 */
public record NewTicket(
        TicketContent content,
        TicketPriority priority,
        List<String> tags,
        @Nullable Long requesterId,
        @Nullable Long assigneeId,
        @Nullable AssignmentRequest autoAssign) {

    private static final String STAFF_ONLY = "may be given by staff only";

    /** Reads it; {@link ProblemException.Invalid} names every broken field. */
    public static NewTicket read(JsonFields fields, Caller caller) {
        String title = fields.text("title", TicketRules.MIN_TITLE, TicketRules.MAX_TITLE);
        String description = fields.text("description", TicketRules.MIN_DESCRIPTION, TicketRules.MAX_DESCRIPTION);
        String category = fields.optionalText("category", 1, TicketRules.MAX_CATEGORY);
        ObjectNode customFields = fields.object("custom_fields");
        TicketPriority priority = fields.constant("priority", TicketPriority.class);
        List<String> tags = fields.names("tags", TicketRules.MAX_TAGS, TicketRules.MAX_TAG);
        Long requesterId = fields.id("requester_id");
        Long assigneeId = fields.id("assignee_id");
        AssignmentRequest autoAssign = AssignmentRequest.read(fields);
        if (!caller.isStaff()) {
            rejectStaffFields(fields, requesterId, assigneeId, autoAssign);
        }
        if (autoAssign != null && assigneeId != null) {
            fields.reject("auto_assign", "can't go together with assignee_id");
        }
        fields.check();
        TicketContent content = new TicketContent(
                title,
                description,
                category,
                customFields == null ? JsonNodeFactory.instance.objectNode() : customFields);
        return new NewTicket(
                content,
                priority == null ? TicketPriority.MEDIUM : priority,
                tags,
                requesterId,
                assigneeId,
                autoAssign);
    }

    private static void rejectStaffFields(
            JsonFields fields,
            @Nullable Long requesterId,
            @Nullable Long assigneeId,
            @Nullable AssignmentRequest autoAssign) {
        if (requesterId != null) {
            fields.reject("requester_id", STAFF_ONLY);
        }
        if (assigneeId != null) {
            fields.reject("assignee_id", STAFF_ONLY);
        }
        if (autoAssign != null) {
            fields.reject("auto_assign", STAFF_ONLY);
        }
    }
}
