package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.security.Caller;
import java.util.Locale;

/**
 * What a view is to be.
 *
 * @param name 1 to 100 characters
 * @param search parameters of the list of tickets
 * @param shared whether all staff are to see it
 * @param position where it is to stand
 */
public record NewView(String name, JsonNode search, boolean shared, int position) {

    static final int MAX_NAME = 100;
    static final int MAX_POSITION = 10_000;
    static final String SEARCH = "search";
    static final String SHARED = "shared";
    static final String POSITION = "position";

    public static NewView read(JsonFields fields, Caller caller) {
        String name = fields.text("name", 1, MAX_NAME);
        ObjectNode search = fields.object(SEARCH);
        if (!fields.has(SEARCH)) {
            fields.reject(SEARCH, "is required");
        }
        refuseNulls(fields);
        boolean shared = shared(fields, caller);
        Integer position = fields.integer(POSITION, 0, MAX_POSITION);
        fields.check();
        ObjectNode given = search == null ? JsonNodeFactory.instance.objectNode() : search;
        return new NewView(
                name, SearchParameters.checked(given, caller).json(), shared, position == null ? 0 : position);
    }

    String nameKey() {
        return name.toLowerCase(Locale.ROOT);
    }

    static void refuseNulls(JsonFields fields) {
        fields.notNull(SEARCH);
        fields.notNull(SHARED);
        fields.notNull(POSITION);
    }

    static boolean shared(JsonFields fields, Caller caller) {
        boolean shared = fields.flag(SHARED, false);
        if (shared && !caller.isStaff()) {
            fields.reject(SHARED, "may be set by staff only");
        }
        return shared;
    }
}
