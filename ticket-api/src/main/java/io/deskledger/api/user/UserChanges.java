package io.deskledger.api.user;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.model.event.FieldChange;
import java.util.LinkedHashMap;
import java.util.Map;

/** A user's fields as events tell them; of a password only that it was set. */
final class UserChanges {

    private UserChanges() {}

    static Map<String, FieldChange> ofNew(User user, boolean withPassword) {
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        values(user).forEach((field, value) -> {
            if (!value.isNull() && !(value.isArray() && value.isEmpty())) {
                changes.put(field, FieldChange.added(value));
            }
        });
        addPassword(changes, withPassword);
        return changes;
    }

    static Map<String, FieldChange> between(User before, User after, boolean withPassword) {
        Map<String, JsonNode> old = values(before);
        Map<String, FieldChange> changes = new LinkedHashMap<>();
        Map<String, JsonNode> now = values(after);
        old.keySet().forEach(field -> now.putIfAbsent(field, NullNode.instance));
        now.forEach((field, value) -> {
            JsonNode from = old.getOrDefault(field, NullNode.instance);
            if (!from.equals(value)) {
                changes.put(field, new FieldChange(from, value));
            }
        });
        addPassword(changes, withPassword);
        return changes;
    }

    private static void addPassword(Map<String, FieldChange> changes, boolean withPassword) {
        if (withPassword) {
            changes.put("password", FieldChange.added(TextNode.valueOf("changed")));
        }
    }

    private static Map<String, JsonNode> values(User user) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        values.put("email", TextNode.valueOf(user.email()));
        values.put("full_name", TextNode.valueOf(user.fullName()));
        values.put("role", TextNode.valueOf(user.role().wire()));
        values.put("active", BooleanNode.valueOf(user.active()));
        user.profile().json().properties().forEach(field -> values.put("profile." + field.getKey(), field.getValue()));
        return values;
    }
}
