package io.deskledger.api.sla.policy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.model.sla.InvalidSlaException;
import io.deskledger.model.sla.SlaJson;
import io.deskledger.model.sla.SlaPolicyVersion;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an admin decides of a policy.
 *
 * @param name unique, whatever its case
 * @param position where it stands among the others
 * @param condition which tickets it is for
 * @param targets by what they promise: seconds by priority, {@code calendar_id}, and {@code paused_in} or
 *     {@code stop_while_waiting}
 * @param warnPercent at how many percent of a target to warn
 * @param actions what happens on a warning or breach
 */
record PolicyContent(
        String name, int position, JsonNode condition, JsonNode targets, int warnPercent, JsonNode actions) {

    static final int MAX_POSITION = 10_000;
    private static final int MAX_NAME = 100;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Reads it; what is wrong with targets shows when they meet their calendars. */
    static PolicyContent read(JsonBody body, CalendarsById calendars) {
        JsonFields fields = body.fields();
        String name = fields.text("name", 1, MAX_NAME);
        fields.notNull("position");
        Integer position = fields.integer("position", 0, MAX_POSITION);
        fields.has("condition");
        fields.required("targets");
        fields.notNull("warn_percent");
        Integer warn = fields.integer("warn_percent", 1, 99);
        fields.has("actions");
        if (fields.isSound()) {
            JsonNode root = body.root();
            PolicyContent content = new PolicyContent(
                    name,
                    position == null ? MAX_POSITION : position,
                    root.path("condition").isObject() ? root.path("condition") : JSON.objectNode(),
                    root.path("targets"),
                    warn == null ? SlaPolicyVersion.DEFAULT_WARN_PERCENT : warn,
                    root.path("actions").isArray() ? root.path("actions") : JSON.arrayNode());
            try {
                SlaJson.condition(root.path("condition"));
                SlaJson.version(1, 1, Instant.EPOCH, content.definition(calendars));
                EscalationActions.read(root.path("actions"));
                fields.check();
                return content;
            } catch (InvalidSlaException e) {
                fields.reject(e.field(), e.rule());
            }
        }
        fields.check();
        throw fields.invalid();
    }

    PolicyContent patched(ObjectNode patch, CalendarsById calendars) {
        return read(new JsonBody(MergePatch.apply(json(), patch)), calendars);
    }

    PolicyContent at(int place) {
        return new PolicyContent(name, place, condition, targets, warnPercent, actions);
    }

    /** What a version of the policy says: the calendars stand in it as they are now. */
    ObjectNode definition(CalendarsById calendars) {
        ObjectNode definition = JSON.objectNode();
        definition.put("name", name);
        definition.set("condition", condition);
        definition.put("warn_percent", warnPercent);
        definition.set("actions", actions);
        definition.set("targets", TargetJson.resolved(targets, calendars));
        return definition;
    }

    /** All but the name and the position, as the database keeps it. */
    ObjectNode stored() {
        ObjectNode json = json();
        json.remove("name");
        json.remove("position");
        return json;
    }

    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("name", TextNode.valueOf(name));
        fields.put("position", IntNode.valueOf(position));
        fields.put("condition", condition);
        fields.put("targets", targets);
        fields.put("warn_percent", IntNode.valueOf(warnPercent));
        fields.put("actions", actions);
        return fields;
    }

    /** As {@link #whole} wrote it. */
    static PolicyContent of(JsonNode whole) {
        return new PolicyContent(
                whole.path("name").textValue(),
                whole.path("position").intValue(),
                whole.path("condition"),
                whole.path("targets"),
                whole.path("warn_percent").intValue(),
                whole.path("actions"));
    }

    /** All of it, as the database keeps it with each version. */
    ObjectNode whole() {
        return json();
    }

    private ObjectNode json() {
        ObjectNode json = JSON.objectNode();
        fields().forEach(json::set);
        return json;
    }
}
