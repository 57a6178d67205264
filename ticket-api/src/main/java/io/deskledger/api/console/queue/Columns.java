package io.deskledger.api.console.queue;

import io.deskledger.api.preference.QueueColumn;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What the list shows of each ticket.
 *
 * @param chosen in the order of the list
 */
public record Columns(List<QueueColumn> chosen) {

    private static final List<QueueColumn> IN_THE_TITLE = List.of(QueueColumn.NUMBER, QueueColumn.TAGS);
    private static final int FIXED = 4;

    public boolean has(QueueColumn column) {
        return chosen.contains(column);
    }

    /** Those that stand behind the title. */
    public List<QueueColumn> cells() {
        return chosen.stream().filter(column -> !IN_THE_TITLE.contains(column)).toList();
    }

    /** How many cells a row has. */
    public int width() {
        return FIXED + cells().size();
    }

    /** Tells rows of one choice from those of another. */
    public String shape() {
        return chosen.stream().map(QueueColumn::wire).collect(Collectors.joining(" "));
    }

    /** Whether nobody needs headings to tell what is what. */
    public boolean isUsual() {
        return chosen.equals(QueueColumn.USUAL);
    }

    /** All that could be chosen. */
    public List<QueueColumn> all() {
        return List.of(QueueColumn.values());
    }

    /** The style of a column. */
    public static String css(QueueColumn column) {
        return switch (column) {
            case NUMBER, TAGS -> "c-title";
            case REQUESTER -> "c-person";
            case ASSIGNEE -> "c-assignee";
            case SLA -> "c-sla";
            case CREATED_AT -> "c-time c-created";
            case RESOLVED_AT -> "c-time c-resolved";
            case UPDATED_AT -> "c-time c-updated";
        };
    }
}
