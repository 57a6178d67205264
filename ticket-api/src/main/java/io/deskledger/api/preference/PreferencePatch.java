package io.deskledger.api.preference;

import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.model.WireName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to change of somebody's choices.
 *
 * @param changesColumns whether the columns are to change at all
 * @param queueColumns the columns in their order, or null for what is usual
 */
public record PreferencePatch(
        boolean changesColumns, @Nullable List<QueueColumn> queueColumns) {

    /** The field's name. */
    public static final String QUEUE_COLUMNS = "queue_columns";

    private static final int LONGEST = 50;

    /** Reads a merge patch: null goes back to what is usual. */
    public static PreferencePatch read(JsonBody body) {
        JsonFields fields = body.fields();
        boolean given = fields.has(QUEUE_COLUMNS);
        boolean usual = body.root().path(QUEUE_COLUMNS).isNull();
        Set<QueueColumn> columns = new TreeSet<>();
        for (String name : fields.names(QUEUE_COLUMNS, QueueColumn.values().length, LONGEST)) {
            WireName.find(QueueColumn.class, name)
                    .ifPresentOrElse(
                            columns::add,
                            () -> fields.reject(QUEUE_COLUMNS, "must be some of " + WireName.names(QueueColumn.class)));
        }
        fields.check();
        return new PreferencePatch(given, usual ? null : List.copyOf(columns));
    }

    /** What is stored by then; what is usual is not stored, so that it stays what is usual. */
    @Nullable
    List<QueueColumn> apply(@Nullable List<QueueColumn> stored) {
        List<QueueColumn> wanted = changesColumns ? queueColumns : stored;
        return QueueColumn.USUAL.equals(wanted) ? null : wanted;
    }
}
