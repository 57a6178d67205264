package io.deskledger.api.imports;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.http.TextRules;
import io.deskledger.model.WireName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, read by name; what breaks a rule is refused by its full path. */
final class JsonFields {

    private final JsonNode object;
    private final String path;

    private JsonFields(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** The node as an object that has no other fields than these. */
    static JsonFields of(JsonNode node, String path, Set<String> known) {
        JsonFields fields = new JsonFields(node, path);
        if (!node.isObject()) {
            throw new RefusedLineException(
                    path.isEmpty() ? "the line is not a JSON object" : path + " is not an object");
        }
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                throw new RefusedLineException(fields.path(name), "is unknown");
            }
        });
        return fields;
    }

    String path(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    boolean has(String field) {
        return object.has(field);
    }

    /** The value, or null where there is none. */
    @Nullable
    JsonNode value(String field) {
        JsonNode value = object.get(field);
        return value == null || value.isNull() ? null : value;
    }

    JsonNode required(String field) {
        JsonNode value = value(field);
        if (value == null) {
            throw new RefusedLineException(path(field), "is missing");
        }
        return value;
    }

    @Nullable
    String text(String field, int min, int max) {
        JsonNode value = value(field);
        return value == null ? null : text(value, path(field), min, max);
    }

    /** A {@link #text} that stays on one line: a name. */
    @Nullable
    String line(String field, int min, int max) {
        String text = text(field, min, max);
        return text == null ? null : line(text, path(field));
    }

    String requiredText(String field, int min, int max) {
        return text(required(field), path(field), min, max);
    }

    boolean flag(String field) {
        JsonNode value = value(field);
        if (value != null && !value.isBoolean()) {
            throw new RefusedLineException(path(field), "is neither true nor false");
        }
        return value != null && value.booleanValue();
    }

    /** A moment between 1970 and the latest that is given, to the microsecond. */
    Instant instant(String field, Instant latest) {
        String text = requiredText(field, 1, 50);
        Instant instant;
        try {
            instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
        } catch (DateTimeException e) {
            throw new RefusedLineException(path(field), "is not an instant of the years 1970 to 9999");
        }
        if (instant.isBefore(Instant.EPOCH)) {
            throw new RefusedLineException(path(field), "is before 1970");
        }
        if (instant.isAfter(latest)) {
            throw new RefusedLineException(path(field), "is in the future");
        }
        return instant;
    }

    <E extends Enum<E> & WireName> @Nullable E constant(Class<E> type, String field) {
        String text = text(field, 0, 100);
        return text == null
                ? null
                : WireName.find(type, text)
                        .orElseThrow(() -> new RefusedLineException(path(field), "is none of " + WireName.names(type)));
    }

    /** A list of names in lower case, each once, or null where there is none. */
    @Nullable
    SortedSet<String> names(String field, int most, int maxLength) {
        JsonNode value = value(field);
        if (value == null) {
            return null;
        }
        if (!value.isArray()) {
            throw new RefusedLineException(path(field), "is not a list");
        }
        SortedSet<String> names = new TreeSet<>();
        for (int i = 0; i < value.size(); i++) {
            String place = path(field) + "[" + i + "]";
            names.add(line(text(value.get(i), place, 1, maxLength), place).toLowerCase(Locale.ROOT));
        }
        if (names.size() > most) {
            throw new RefusedLineException(path(field), "has more than " + most + " names");
        }
        return names;
    }

    private static String line(String text, String path) {
        if (!TextRules.isLine(text)) {
            throw new RefusedLineException(path, "holds a line break or another control character");
        }
        return text;
    }

    private static String text(JsonNode value, String path, int min, int max) {
        if (!value.isTextual()) {
            throw new RefusedLineException(path, "is not a text");
        }
        String text = value.textValue().strip();
        int length = text.codePointCount(0, text.length());
        if (length < min) {
            throw new RefusedLineException(path, min == 1 ? "is empty" : "is shorter than " + min + " characters");
        }
        if (length > max) {
            throw new RefusedLineException(path, "is longer than " + max + " characters");
        }
        if (min > 0 && !TextRules.isVisible(text)) {
            throw new RefusedLineException(path, "holds nothing that can be seen");
        }
        return text;
    }
}
