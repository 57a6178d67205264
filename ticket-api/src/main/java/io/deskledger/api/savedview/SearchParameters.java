package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.FieldError;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.ticket.TicketSearches;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The parameters of a list of tickets, as a view keeps them.
 *
 * @param values by name; each has one value or, where the list lets it be repeated, more
 */
public record SearchParameters(Map<String, List<String>> values) {

    /** What belongs to the one who looks, not to what is looked for. */
    static final Set<String> OF_THE_READER = Set.of("limit", "cursor", "include", "total");

    private static final int MAX_VALUES = 100;

    /**
     * The parameters in a view's JSON.
     *
     * @throws ProblemException where the list would refuse them for this caller
     */
    static SearchParameters checked(ObjectNode json, Caller caller) {
        SearchParameters parameters = of(json);
        for (String name : OF_THE_READER) {
            if (parameters.values.containsKey(name)) {
                throw new ProblemException.Invalid("search." + name, "is given with each request, not with the view");
            }
        }
        parameters.read(query -> {
            TicketSearches.check(query, caller);
            return true;
        });
        return parameters;
    }

    /** The parameters in JSON that was checked when it was stored. */
    public static SearchParameters of(ObjectNode json) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        json.properties().forEach(field -> values.put(field.getKey(), values(field.getKey(), field.getValue())));
        return new SearchParameters(values);
    }

    /** These and what the reader asks for with the request. */
    SearchParameters and(Map<String, List<String>> ofTheReader) {
        Map<String, List<String>> all = new LinkedHashMap<>(values);
        all.putAll(ofTheReader);
        return new SearchParameters(all);
    }

    /** As query parameters; what is wrong with the view's own is said of its field. */
    <T> T read(Function<QueryParams, T> reader) {
        try {
            return reader.apply(new QueryParams(values));
        } catch (ProblemException.Invalid e) {
            throw new ProblemException.Invalid(e.errors().stream()
                    .map(error -> OF_THE_READER.contains(error.field())
                            ? error
                            : new FieldError("search." + error.field(), error.message()))
                    .toList());
        }
    }

    /** A text where there is one value, else a list of them. */
    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        values.forEach((name, texts) -> {
            if (texts.size() == 1) {
                json.put(name, texts.getFirst());
            } else {
                ArrayNode list = json.putArray(name);
                texts.forEach(list::add);
            }
        });
        return json;
    }

    private static List<String> values(String name, JsonNode value) {
        List<String> texts = new ArrayList<>();
        for (JsonNode one : value.isArray() ? value : List.of(value)) {
            if (!one.isTextual() && !one.isIntegralNumber() && !one.isBoolean()) {
                throw new ProblemException.Invalid("search." + name, "must be a text or a list of texts");
            }
            texts.add(one.asText());
        }
        if (texts.isEmpty() || texts.size() > MAX_VALUES) {
            throw new ProblemException.Invalid("search." + name, "must have 1 to " + MAX_VALUES + " values");
        }
        return texts;
    }
}
