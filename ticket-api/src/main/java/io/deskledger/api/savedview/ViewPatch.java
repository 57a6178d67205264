package io.deskledger.api.savedview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.security.Caller;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of a view; null keeps a field.
 *
 * @param name the name
 * @param search a merge patch of the search
 * @param shared whether all staff are to see it
 * @param position where it is to stand
 */
record ViewPatch(
        @Nullable String name,
        @Nullable ObjectNode search,
        @Nullable Boolean shared,
        @Nullable Integer position) {

    static ViewPatch read(JsonFields fields, Caller caller) {
        fields.notNull("name");
        NewView.refuseNulls(fields);
        ViewPatch patch = new ViewPatch(
                fields.optionalText("name", 1, NewView.MAX_NAME),
                fields.object(NewView.SEARCH),
                fields.has(NewView.SHARED) ? NewView.shared(fields, caller) : null,
                fields.integer(NewView.POSITION, 0, NewView.MAX_POSITION));
        fields.check();
        return patch;
    }

    /** The search is held against the list's rules as a whole, for the one who changes it. */
    NewView apply(NewView old, Caller caller) {
        return new NewView(
                name == null ? old.name() : name,
                search == null ? old.search() : patched(old.search(), search, caller),
                shared == null ? old.shared() : shared,
                position == null ? old.position() : position);
    }

    private static JsonNode patched(JsonNode old, ObjectNode patch, Caller caller) {
        ObjectNode fields = old instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
        return SearchParameters.checked(MergePatch.apply(fields, patch), caller).json();
    }
}
