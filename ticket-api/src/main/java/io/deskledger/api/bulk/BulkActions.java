package io.deskledger.api.bulk;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.NewTicket;
import io.deskledger.api.ticket.TicketRules;
import io.deskledger.model.ticket.TicketStatus;
import java.util.ArrayList;
import java.util.List;

/** Reads an action with the fields that belong to it; those of other actions are unknown to it. */
final class BulkActions {

    private static final int MAX_ERRORS = 100;
    private static final int MAX_DAYS = 36_500;
    private static final String TICKETS = "tickets";
    private static final String CUSTOM_FIELDS = "custom_fields";

    private BulkActions() {}

    static BulkAction read(JsonFields fields, Caller caller) {
        BulkAction.Name name = fields.constant("action", BulkAction.Name.class);
        if (name == null) {
            fields.required("action");
            fields.notNull("action");
            throw fields.invalid();
        }
        return switch (name) {
            case CREATE -> new BulkAction.Create(tickets(fields, caller));
            case SET_STATUS -> new BulkAction.SetStatus(status(fields));
            case ASSIGN -> assign(fields);
            case ADD_TAGS -> new BulkAction.AddTags(tags(fields));
            case REMOVE_TAGS -> new BulkAction.RemoveTags(tags(fields));
            case MERGE_CUSTOM_FIELDS -> new BulkAction.MergeCustomFields(patch(fields));
            case SOFT_DELETE -> new BulkAction.SoftDelete();
            case RESTORE -> new BulkAction.Restore();
            case PERMANENT_DELETE -> new BulkAction.PermanentDelete();
            case CLOSE_RESOLVED -> new BulkAction.CloseResolved(fields.requiredInteger("older_than_days", 0, MAX_DAYS));
        };
    }

    private static TicketStatus status(JsonFields fields) {
        fields.required("status");
        fields.notNull("status");
        TicketStatus status = fields.constant("status", TicketStatus.class);
        return status == null ? TicketStatus.OPEN : status;
    }

    private static BulkAction assign(JsonFields fields) {
        fields.required("assignee_id");
        return new BulkAction.Assign(fields.id("assignee_id"));
    }

    private static List<String> tags(JsonFields fields) {
        fields.required("tags");
        fields.notNull("tags");
        List<String> tags = fields.names("tags", TicketRules.MAX_TAGS, TicketRules.MAX_TAG);
        if (tags.isEmpty() && fields.isSound()) {
            fields.reject("tags", "must name at least one tag");
        }
        return tags;
    }

    private static ObjectNode patch(JsonFields fields) {
        fields.required(CUSTOM_FIELDS);
        fields.notNull(CUSTOM_FIELDS);
        ObjectNode patch = fields.object(CUSTOM_FIELDS);
        return patch == null ? JsonNodeFactory.instance.objectNode() : patch;
    }

    /** Every broken field of the first tickets that have some. */
    private static List<NewTicket> tickets(JsonFields fields, Caller caller) {
        fields.required(TICKETS);
        fields.notNull(TICKETS);
        List<JsonFields> objects = fields.objects(TICKETS, BulkCommand.MAX_TICKETS);
        if (objects.isEmpty() && fields.isSound()) {
            fields.reject(TICKETS, "must hold at least one ticket");
        }
        List<NewTicket> tickets = new ArrayList<>(objects.size());
        List<FieldError> errors = new ArrayList<>();
        for (JsonFields object : objects) {
            try {
                NewTicket ticket = NewTicket.read(object, caller);
                if (ticket.autoAssign() != null) {
                    object.reject("auto_assign", "can't be asked for in bulk");
                    throw object.invalid();
                }
                tickets.add(ticket);
            } catch (ProblemException.Invalid invalid) {
                errors.addAll(invalid.errors());
            }
            if (errors.size() >= MAX_ERRORS) {
                break;
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException.Invalid(errors);
        }
        return tickets;
    }
}
