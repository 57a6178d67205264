package io.deskledger.api.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.WireName;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's query parameters by their rules and remembers every broken one; a parameter that nobody asked for
 * is unknown. Bound as an argument of controller methods. Use no value before {@link #check()} has passed.
 */
public final class QueryParams {

    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private final Map<String, List<String>> parameters;
    private final String prefix;
    private final Set<String> asked = new HashSet<>();
    private final Set<String> refused = new HashSet<>();
    private final List<FieldError> errors = new ArrayList<>();

    /** The parameters by their names, each with all of its values. */
    public QueryParams(Map<String, List<String>> parameters) {
        this(parameters, "");
    }

    private QueryParams(Map<String, List<String>> parameters, String prefix) {
        this.parameters = parameters;
        this.prefix = prefix;
    }

    /** No parameters at all. */
    public static QueryParams none() {
        return new QueryParams(Map.of());
    }

    /** The same out of a JSON object: texts, numbers, true and false as themselves, what is repeated as a list. */
    static QueryParams ofObject(ObjectNode object, String prefix) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        List<FieldError> wrong = new ArrayList<>();
        object.properties().forEach(field -> {
            List<JsonNode> nodes = new ArrayList<>();
            if (field.getValue().isArray()) {
                field.getValue().forEach(nodes::add);
            } else {
                nodes.add(field.getValue());
            }
            boolean sound = !nodes.isEmpty() && nodes.stream().allMatch(node -> node.isValueNode() && !node.isNull());
            if (!sound) {
                wrong.add(new FieldError(prefix + field.getKey(), "must be a value or a list of values"));
            }
            values.put(
                    field.getKey(), sound ? nodes.stream().map(JsonNode::asText).toList() : List.of());
        });
        QueryParams params = new QueryParams(values, prefix);
        params.errors.addAll(wrong);
        return params;
    }

    public boolean has(String name) {
        return parameters.containsKey(name);
    }

    /** The text, or null where the parameter is absent. */
    public @Nullable String text(String name) {
        List<String> values = all(name);
        if (values.size() > 1) {
            reject(name, "must be given once");
        }
        return values.isEmpty() ? null : values.getFirst();
    }

    /** One of the choices, or the first of them where the parameter is absent. */
    public String choice(String name, String... choices) {
        String value = text(name);
        if (value != null && !Arrays.asList(choices).contains(value)) {
            reject(name, "must be one of " + String.join(", ", choices));
        }
        return value == null ? choices[0] : value;
    }

    /** The constants of a parameter that may be repeated. */
    public <E extends Enum<E> & WireName> List<E> constants(String name, Class<E> type) {
        List<E> constants = new ArrayList<>();
        for (String value : all(name)) {
            WireName.find(type, value)
                    .ifPresentOrElse(constants::add, () -> reject(name, "must be one of " + WireName.names(type)));
        }
        return constants;
    }

    public @Nullable Long id(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            long id = Long.parseLong(value);
            if (id > 0) {
                return id;
            }
        } catch (NumberFormatException e) {
            // Said below, together with the other way an id can be wrong.
        }
        reject(name, "must be an id: a whole number from 1");
        return null;
    }

    public boolean flag(String name) {
        return choice(name, "false", "true").equals("true");
    }

    /** An ISO-8601 time with its offset, or null where the parameter is absent. */
    public @Nullable Instant instant(String name) {
        String value = text(name);
        if (value == null) {
            return null;
        }
        try {
            Instant instant = OffsetDateTime.parse(value).toInstant();
            if (!instant.isBefore(EARLIEST) && !instant.isAfter(LATEST)) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below.
        }
        reject(name, "must be a time such as 2026-01-31T23:59:59Z");
        return null;
    }

    public int integer(String name, int min, int max, int otherwise) {
        String value = text(name);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, together with the other way it can be wrong.
        }
        reject(name, "must be a whole number from " + min + " to " + max);
        return otherwise;
    }

    /** What a comma-separated list names, each one of the choices. */
    public Set<String> names(String name, String... choices) {
        Set<String> names = new LinkedHashSet<>();
        for (String value : all(name)) {
            names.addAll(Arrays.asList(value.split(",", -1)));
        }
        if (!Arrays.asList(choices).containsAll(names)) {
            reject(name, "may name " + String.join(", ", choices));
        }
        return names;
    }

    /** Where the last page ended, or null for the first page. */
    public @Nullable Cursor cursor(String list) {
        return cursor(text -> Cursor.parse(list, text));
    }

    /** Where the last page of a list with other keys ended, or null for the first page. */
    public <C> @Nullable C cursor(String list, Function<List<String>, Optional<C>> reader) {
        return cursor(text -> SealedKeys.open(list, text).flatMap(reader));
    }

    private <C> @Nullable C cursor(Function<String, Optional<C>> reader) {
        String value = text("cursor");
        if (value == null) {
            return null;
        }
        Optional<C> cursor = reader.apply(value);
        if (cursor.isEmpty()) {
            reject("cursor", "is not one that this list has answered");
        }
        return cursor.orElse(null);
    }

    /** Every value of a parameter that may be repeated; none of them longer than that. */
    public List<String> texts(String name, int most, int longest) {
        List<String> values = all(name);
        if (values.size() > most) {
            reject(name, "may be given " + most + " times");
        } else if (values.stream().anyMatch(value -> value.isBlank() || value.length() > longest)) {
            reject(name, "must have 1 to " + longest + " characters");
        }
        return List.copyOf(values);
    }

    /** True or false, or null where the parameter is absent. */
    public @Nullable Boolean optionalFlag(String name) {
        return text(name) == null ? null : Boolean.valueOf(flag(name));
    }

    /** Those of the given names that are there, with all their values, unread; any other one is unknown. */
    public Map<String, List<String>> only(Set<String> names) {
        asked.addAll(names);
        check();
        return parameters.entrySet().stream()
                .filter(parameter -> names.contains(parameter.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** Rejects a parameter that the rules know but this request does not take. */
    public void refuse(String name, String message) {
        refused.add(name);
        if (has(name)) {
            reject(name, message);
        }
    }

    public void reject(String name, String message) {
        errors.add(new FieldError(prefix + name, message));
    }

    /** Ends the reading: {@link ProblemException.Invalid} names every broken and every unknown parameter. */
    public void check() {
        Set<String> taken = new TreeSet<>(asked);
        taken.removeAll(refused);
        String unknown = "is not a parameter of this request, which takes " + String.join(", ", taken);
        for (String name : parameters.keySet()) {
            if (!asked.contains(name) && !refused.contains(name)) {
                reject(name, unknown);
            }
        }
        if (!errors.isEmpty()) {
            throw new ProblemException.Invalid(errors);
        }
    }

    private List<String> all(String name) {
        asked.add(name);
        List<String> values = parameters.getOrDefault(name, List.of());
        if (!values.stream().allMatch(TextRules::isStorable)) {
            reject(name, TextRules.MESSAGE);
            return List.of(); // whatever else is wrong with it
        }
        return values;
    }
}
