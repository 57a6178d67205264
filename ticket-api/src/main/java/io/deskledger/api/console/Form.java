package io.deskledger.api.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A form that a page of ours sent; {@link FormReader} has made sure that it was ours.
 *
 * @param values the fields by their names, each with all of its values
 */
public record Form(Map<String, List<String>> values) {

    private static final int MAX_FIELDS = 20_000;

    /** The fields of commands that are true or false; in any other these are words. */
    private static final Set<String> FLAGS = Set.of("active", "auto_assign", "enabled", "is_internal");

    /** Reads what a form or an address holds behind its question mark. */
    public static Form parse(String text) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        String[] pairs = text.isEmpty() ? new String[0] : text.split("&", -1);
        if (pairs.length > MAX_FIELDS) {
            throw new ProblemException.TooLarge("The form has more than " + MAX_FIELDS + " fields");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            fields.computeIfAbsent(name, _ -> new ArrayList<>())
                    .add(equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return new Form(fields);
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ProblemException.Unreadable("The form is not readable: a % needs two digits after it");
        }
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The field as it was sent, or an empty text. */
    public String text(String name) {
        return find(name).orElse("");
    }

    public Optional<String> find(String name) {
        return all(name).stream().findFirst();
    }

    public List<String> all(String name) {
        return values.getOrDefault(name, List.of());
    }

    /** Whether a box is ticked. */
    public boolean flag(String name) {
        return text(name).equals("true");
    }

    /** The record's version that the form was made from, as {@code If-Match} wants it; null where it names none. */
    public @Nullable String ifMatch() {
        return find("version")
                .filter(version -> !version.isEmpty())
                .map(version -> "\"" + version + "\"")
                .orElse(null);
    }

    /** The fields of those names as a command's body; a field that was left empty is null. */
    public JsonBody body(String... names) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            find(name).ifPresent(value -> {
                if (value.isBlank()) {
                    body.putNull(name);
                } else {
                    put(body, name, value);
                }
            });
        }
        return new JsonBody(body);
    }

    /** The same without the fields that were left empty. */
    public JsonBody filled(String... names) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        for (String name : names) {
            find(name).filter(value -> !value.isBlank()).ifPresent(value -> put(body, name, value));
        }
        return new JsonBody(body);
    }

    /** The ids of a field that is repeated; what is no number is left for the command's rules to refuse. */
    public ObjectNode withIds(ObjectNode body, String field, String name) {
        var ids = body.putArray(field);
        for (String value : all(name)) {
            if (value.matches("\\d{1,18}")) {
                ids.add(Long.parseLong(value));
            } else {
                ids.add(value);
            }
        }
        return body;
    }

    private static void put(ObjectNode body, String name, String value) {
        if (name.endsWith("_id") && value.matches("\\d{1,18}")) {
            body.put(name, Long.parseLong(value));
        } else if (FLAGS.contains(name) && (value.equals("true") || value.equals("false"))) {
            body.put(name, value.equals("true"));
        } else {
            body.put(name, value.replace("\r\n", "\n"));
        }
    }
}
