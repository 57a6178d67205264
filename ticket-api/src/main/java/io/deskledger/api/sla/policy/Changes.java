package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.deskledger.api.security.Caller;
import io.deskledger.model.event.EventHeader;
import io.deskledger.model.event.EventIds;
import io.deskledger.model.event.FieldChange;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** What events tell of a change of a calendar or policy. */
final class Changes {

    private Changes() {}

    static Map<String, FieldChange> created(Map<String, JsonNode> fields) {
        return between(Map.of(), fields);
    }

    static Map<String, FieldChange> deleted(Map<String, JsonNode> fields) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        fields.forEach((field, value) -> changes.put(field, new FieldChange(value, NullNode.instance)));
        return changes;
    }

    static Map<String, FieldChange> between(Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        after.forEach((field, value) -> {
            JsonNode from = before.getOrDefault(field, NullNode.instance);
            if (!from.equals(value)) {
                changes.put(field, new FieldChange(from, value));
            }
        });
        return changes;
    }

    static EventHeader header(long id, long version, Instant now, Caller caller) {
        return new EventHeader(EventIds.next(), now, id, version, caller.actor(), caller.origin());
    }
}
