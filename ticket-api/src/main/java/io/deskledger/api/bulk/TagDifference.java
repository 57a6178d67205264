package io.deskledger.api.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.model.event.FieldChange;
import java.util.Map;
import java.util.TreeSet;

/**
 * What a change did to the tags.
 *
 * @param added those that came
 * @param removed those that went
 */
record TagDifference(TreeSet<String> added, TreeSet<String> removed) {

    static TagDifference of(Map<String, FieldChange> changes) {
        FieldChange tags = changes.get("tags");
        if (tags == null) {
            return new TagDifference(new TreeSet<>(), new TreeSet<>());
        }
        TreeSet<String> added = names(tags.to());
        added.removeAll(names(tags.from()));
        TreeSet<String> removed = names(tags.from());
        removed.removeAll(names(tags.to()));
        return new TagDifference(added, removed);
    }

    private static TreeSet<String> names(JsonNode list) {
        TreeSet<String> names = new TreeSet<>();
        list.forEach(name -> names.add(name.textValue()));
        return names;
    }
}
