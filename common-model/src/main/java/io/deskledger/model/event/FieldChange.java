package io.deskledger.model.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The value of one field before and after a change, untruncated, as JSON.
 *
 * @param from the value before; JSON null where there was none
 * @param to the value after; JSON null where there is none any more
 */
public record FieldChange(JsonNode from, JsonNode to) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    public static FieldChange of(@Nullable String from, @Nullable String to) {
        return new FieldChange(text(from), text(to));
    }

    public static FieldChange of(@Nullable Long from, @Nullable Long to) {
        return new FieldChange(number(from), number(to));
    }

    public static FieldChange of(@Nullable Instant from, @Nullable Instant to) {
        return of(from == null ? null : from.toString(), to == null ? null : to.toString());
    }

    /** A field that had no value before. */
    public static FieldChange added(JsonNode to) {
        return new FieldChange(JSON.nullNode(), to);
    }

    private static JsonNode text(@Nullable String value) {
        return value == null ? JSON.nullNode() : JSON.textNode(value);
    }

    /** The same node that a parser makes of the number, so that an event read back equals the one written. */
    private static JsonNode number(@Nullable Long value) {
        if (value == null) {
            return JSON.nullNode();
        }
        return value == value.intValue() ? JSON.numberNode(value.intValue()) : JSON.numberNode(value.longValue());
    }
}
