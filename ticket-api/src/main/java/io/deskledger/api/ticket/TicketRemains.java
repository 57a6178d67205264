package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import io.deskledger.model.event.FieldChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What hangs on a ticket when it is deleted for good. The texts of comments stand in their own events.
 *
 * @param tags its tags, sorted
 * @param commentIds its comments
 * @param attachmentIds its attached files
 * @param reopenings when it was reopened: the days whose figures it leaves
 */
public record TicketRemains(
        List<String> tags, List<Long> commentIds, List<Long> attachmentIds, List<Instant> reopenings) {

    /** As fields that are gone. */
    Map<String, FieldChange> gone() {
        ArrayNode tagNames = JsonNodeFactory.instance.arrayNode();
        tags.forEach(tagNames::add);
        ArrayNode comments = JsonNodeFactory.instance.arrayNode();
        commentIds.forEach(comments::add);
        ArrayNode attachments = JsonNodeFactory.instance.arrayNode();
        attachmentIds.forEach(attachments::add);
        ArrayNode times = JsonNodeFactory.instance.arrayNode();
        reopenings.forEach(time -> times.add(time.toString()));
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        putUnlessEmpty(changes, "tags", tagNames);
        putUnlessEmpty(changes, "comment_ids", comments);
        putUnlessEmpty(changes, "attachment_ids", attachments);
        putUnlessEmpty(changes, "reopened_at", times);
        return changes;
    }

    private static void putUnlessEmpty(Map<String, FieldChange> changes, String field, ArrayNode values) {
        if (!values.isEmpty()) {
            changes.put(field, new FieldChange(values, NullNode.instance));
        }
    }
}
