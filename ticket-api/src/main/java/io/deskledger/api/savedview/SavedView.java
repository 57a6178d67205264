package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.deskledger.api.security.Caller;
import io.deskledger.model.user.UserRole;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A saved search, as the API shows it.
 *
 * @param ownerId who saved it
 * @param name unique among the owner's, whatever its case
 * @param search parameters of the list of tickets, each with a text or a list of texts
 * @param shared whether all staff see it
 * @param position where it stands among others; equal ones stand in the order of their making
 */
@Serdeable
public record SavedView(
        long id,
        long ownerId,
        String name,
        JsonNode search,
        boolean shared,
        int position,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    boolean isVisibleTo(Caller caller) {
        return ownerId == caller.id() || (shared && caller.isStaff());
    }

    /** Whether the caller may change and delete it: its owner, who has to be staff if it is shared, and then admins. */
    public boolean isChangeableBy(Caller caller) {
        return (ownerId == caller.id() && (!shared || caller.isStaff())) || (shared && caller.role() == UserRole.ADMIN);
    }

    /** What may change of it. */
    NewView content() {
        return new NewView(name, search, shared, position);
    }

    SavedView with(NewView content, Instant at) {
        return new SavedView(
                id,
                ownerId,
                content.name(),
                content.search(),
                content.shared(),
                content.position(),
                version + 1,
                createdAt,
                at);
    }

    /** The fields that events tell of. */
    Map<String, JsonNode> fields() {
        Map<String, JsonNode> fields = new LinkedHashMap<>();
        fields.put("name", TextNode.valueOf(name));
        fields.put("search", search);
        fields.put("shared", BooleanNode.valueOf(shared));
        fields.put("position", IntNode.valueOf(position));
        return fields;
    }
}
