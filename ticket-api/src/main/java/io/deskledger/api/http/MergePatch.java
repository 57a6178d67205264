package io.deskledger.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** JSON merge patch, RFC 7396: null removes, an object is merged into, anything else replaces. */
public final class MergePatch {

    public static final String MEDIA_TYPE = "application/merge-patch+json";

    private MergePatch() {}

    /** The target with the patch applied; the target itself stays as it is. */
    public static ObjectNode apply(ObjectNode target, ObjectNode patch) {
        ObjectNode result = target.deepCopy();
        for (var field : patch.properties()) {
            JsonNode value = field.getValue();
            if (value.isNull()) {
                result.remove(field.getKey());
            } else if (value instanceof ObjectNode object) {
                ObjectNode inner =
                        result.get(field.getKey()) instanceof ObjectNode present ? present : result.objectNode();
                result.set(field.getKey(), apply(inner, object));
            } else {
                result.set(field.getKey(), value);
            }
        }
        return result;
    }
}
