package io.deskledger.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.WireName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body's fields by their rules and remembers every broken one, so that a caller learns all of them at once. A
 * field that nobody asked for is unknown. Values read while something is wrong are placeholders: use none of them
 * before {@link #check()} has passed.
 */
public final class JsonFields {

    private static final String NO_ID = "must be an id: a whole number from 1";

    private final ObjectNode root;
    private final String prefix;
    private final Set<String> asked = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    JsonFields(ObjectNode root) {
        this(root, "");
    }

    JsonFields(ObjectNode root, String prefix) {
        this.root = root;
        this.prefix = prefix;
    }

    /** Whether the field is there, be it null. */
    public boolean has(String field) {
        asked.add(field);
        return root.has(field);
    }

    /** A text of that length, white space around it removed; an error where there is none. */
    public String text(String field, int min, int max) {
        String value = optionalText(field, min, max);
        if (value == null) {
            require(field);
            return "";
        }
        return value;
    }

    /** A text of that length, white space around it removed, or null where there is none. */
    public @Nullable String optionalText(String field, int min, int max) {
        String value = rawText(field);
        return value == null ? null : visible(field, limited(field, value.strip(), min, max), min);
    }

    /** A {@link #text} that stays on one line: a name. */
    public String line(String field, int min, int max) {
        return oneLine(field, text(field, min, max));
    }

    /** A text as it is, such as a password; an error where there is none. */
    public String secret(String field, int min, int max) {
        String value = rawText(field);
        if (value == null) {
            require(field);
            return "";
        }
        return limited(field, value, min, max);
    }

    /** The constant of that wire name, or null where there is none. */
    public <E extends Enum<E> & WireName> @Nullable E constant(String field, Class<E> type) {
        String value = rawText(field);
        if (value == null) {
            return null;
        }
        E constant = WireName.find(type, value).orElse(null);
        if (constant == null) {
            reject(field, "must be one of " + WireName.names(type));
        }
        return constant;
    }

    /** The id of a record, or null where there is none. */
    public @Nullable Long id(String field) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!isId(value)) {
            reject(field, NO_ID);
            return null;
        }
        return value.longValue();
    }

    /** The id of a record; an error where there is none. */
    public long requiredId(String field) {
        Long id = id(field);
        if (id == null) {
            require(field);
            return 0;
        }
        return id;
    }

    /** A whole number within these bounds, or null where there is none. */
    public @Nullable Integer integer(String field, int min, int max) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < min || value.intValue() > max) {
            reject(field, "must be a whole number from " + min + " to " + max);
            return null;
        }
        return value.intValue();
    }

    /** A whole number within limits; an error where there is none. */
    public int requiredInteger(String field, int min, int max) {
        Integer value = integer(field, min, max);
        if (value == null) {
            require(field);
            return min;
        }
        return value;
    }

    /** Rejects a field that is not there; null is a value. */
    public void required(String field) {
        if (!has(field)) {
            require(field);
        }
    }

    /** True or false, or the default where there is none. */
    public boolean flag(String field, boolean otherwise) {
        JsonNode value = value(field);
        if (value == null) {
            return otherwise;
        }
        if (!value.isBoolean()) {
            reject(field, "must be true or false");
        }
        return value.booleanValue();
    }

    /** Distinct lower-case names of 1 to {@code max} characters in their order; none where there is no such field. */
    public List<String> names(String field, int maxCount, int max) {
        JsonNode value = list(field, maxCount, "texts");
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String element = textOf(field + "[" + i + "]", value.get(i));
            if (element != null) {
                String place = field + "[" + i + "]";
                names.add(oneLine(
                        place, visible(place, limited(place, element.strip().toLowerCase(Locale.ROOT), 1, max), 1)));
            }
        }
        return List.copyOf(names);
    }

    /** An object whose fields have rules of their own, unread, or null where there is none. */
    public @Nullable ObjectNode part(String field) {
        JsonNode value = value(field);
        if (value instanceof ObjectNode object) {
            return object;
        }
        if (value != null) {
            reject(field, "must be an object");
        }
        return null;
    }

    /** An object of free shape within {@link ObjectLimits}, or null where there is none. */
    public @Nullable ObjectNode object(String field) {
        ObjectNode object = part(field);
        if (object != null) {
            ObjectLimits.problem(object).ifPresent(message -> reject(field, message));
        }
        return object;
    }

    /** A list of distinct ids in their order; none where there is no such field. */
    public List<Long> ids(String field, int maxCount) {
        JsonNode value = list(field, maxCount, "ids");
        Set<Long> ids = new LinkedHashSet<>();
        for (int i = 0; i < value.size(); i++) {
            if (!isId(value.get(i))) {
                reject(field + "[" + i + "]", NO_ID);
                return List.of();
            }
            ids.add(value.get(i).longValue());
        }
        return List.copyOf(ids);
    }

    /** A list of objects, each to be read by the same rules; none where there is no such field. */
    public List<JsonFields> objects(String field, int maxCount) {
        JsonNode value = list(field, maxCount, "objects");
        List<JsonFields> objects = new ArrayList<>(value.size());
        for (int i = 0; i < value.size(); i++) {
            String place = field + "[" + i + "]";
            if (!(value.get(i) instanceof ObjectNode object)) {
                reject(place, "must be an object");
                return List.of();
            }
            objects.add(new JsonFields(object, prefix + place + "."));
        }
        return objects;
    }

    /**
     * An object that holds what query parameters would, to be read by their rules; null where there is none.
     *
     * @param otherwise what it holds where it does not say
     */
    public @Nullable QueryParams parameters(String field, Map<String, String> otherwise) {
        ObjectNode object = part(field);
        if (object == null) {
            return null;
        }
        ObjectNode complete = root.objectNode();
        otherwise.forEach(complete::put);
        return QueryParams.ofObject(complete.setAll(object), prefix + field + ".");
    }

    public void reject(String field, String message) {
        errors.add(new FieldError(prefix + field, message));
    }

    /** Rejects a field that is there but must not be null. */
    public void notNull(String field) {
        if (has(field) && root.get(field).isNull()) {
            reject(field, "must not be null");
        }
    }

    /** Whether nothing is wrong so far. */
    public boolean isSound() {
        return errors.isEmpty();
    }

    /** What is wrong so far, where going on makes no sense. */
    public ProblemException.Invalid invalid() {
        return new ProblemException.Invalid(errors);
    }

    /** Ends the reading: {@link ProblemException.Invalid} names every broken and every unknown field. */
    public void check() {
        String unknown = "is not a field of this request, which takes " + String.join(", ", new TreeSet<>(asked));
        root.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                reject(name, unknown);
            }
        });
        if (!errors.isEmpty()) {
            throw new ProblemException.Invalid(errors);
        }
    }

    /** The list of that field; an empty one where there is none. */
    private JsonNode list(String field, int maxCount, String elements) {
        JsonNode value = value(field);
        if (value == null) {
            return root.arrayNode();
        }
        if (!value.isArray() || value.size() > maxCount) {
            reject(field, "must be a list of at most " + maxCount + " " + elements);
            return root.arrayNode();
        }
        return value;
    }

    private static boolean isId(JsonNode value) {
        return value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 1;
    }

    private @Nullable JsonNode value(String field) {
        return has(field) && !root.get(field).isNull() ? root.get(field) : null;
    }

    private @Nullable String rawText(String field) {
        JsonNode value = value(field);
        return value == null ? null : textOf(field, value);
    }

    private @Nullable String textOf(String field, JsonNode value) {
        if (!value.isTextual()) {
            reject(field, "must be a text");
            return null;
        }
        if (!TextRules.isStorable(value.textValue())) {
            reject(field, TextRules.MESSAGE);
            return null;
        }
        return value.textValue();
    }

    private String limited(String field, String value, int min, int max) {
        int length = value.codePointCount(0, value.length());
        if (length < min || length > max) {
            reject(field, "must have " + min + " to " + max + " characters, not " + length);
        }
        return value;
    }

    private String visible(String field, String text, int min) {
        if (min > 0 && text.length() >= min && !TextRules.isVisible(text)) {
            reject(field, TextRules.INVISIBLE);
        }
        return text;
    }

    private String oneLine(String field, String text) {
        if (!TextRules.isLine(text)) {
            reject(field, TextRules.NO_LINE);
        }
        return text;
    }

    private void require(String field) {
        if (errors.stream().noneMatch(error -> error.field().equals(prefix + field))) {
            reject(field, "is required");
        }
    }
}
