package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
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
record NewView(String name, JsonNode search, boolean shared, int position) {

    private static final int MAX_NAME = 100;
    private static final int MAX_POSITION = 10_000;
    private static final String SEARCH = "search";
    private static final String SHARED = "shared";
    private static final String POSITION = "position";

    static NewView read(JsonFields fields, Caller caller) {
        String name = fields.text("name", 1, MAX_NAME);
        ObjectNode search = fields.object(SEARCH);
        if (!fields.has(SEARCH)) {
            fields.reject(SEARCH, "is required");
        }
        refuseNulls(fields);
        boolean shared = shared(fields, false, caller);
        Integer position = fields.integer(POSITION, 0, MAX_POSITION);
        fields.check();
        ObjectNode given = search == null ? JsonNodeFactory.instance.objectNode() : search;
        return new NewView(
                name, SearchParameters.checked(given, caller).json(), shared, position == null ? 0 : position);
    }

    /** What a merge patch makes of this one. */
    NewView patched(JsonFields fields, Caller caller) {
        fields.notNull("name");
        refuseNulls(fields);
        String newName = fields.optionalText("name", 1, MAX_NAME);
        ObjectNode patch = fields.object(SEARCH);
        boolean newShared = fields.has(SHARED) ? shared(fields, shared, caller) : shared;
        Integer newPosition = fields.integer(POSITION, 0, MAX_POSITION);
        fields.check();
        return new NewView(
                newName == null ? name : newName,
                patch == null ? search : patchedSearch(patch, caller),
                newShared,
                newPosition == null ? position : newPosition);
    }

    String nameKey() {
        return name.toLowerCase(Locale.ROOT);
    }

    private JsonNode patchedSearch(ObjectNode patch, Caller caller) {
        ObjectNode old = search instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return SearchParameters.checked(MergePatch.apply(old, patch), caller).json();
    }

    private static void refuseNulls(JsonFields fields) {
        fields.notNull(SEARCH);
        fields.notNull(SHARED);
        fields.notNull(POSITION);
    }

    private static boolean shared(JsonFields fields, boolean otherwise, Caller caller) {
        boolean shared = fields.flag(SHARED, otherwise);
        if (shared && !caller.isStaff()) {
            fields.reject(SHARED, "may be set by staff only");
        }
        return shared;
    }
}
