package io.deskledger.api.audit;

import io.deskledger.api.http.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a trail is asked for.
 *
 * @param limit the most entries
 * @param after where the page before ended, or null for the first
 */
record TrailPage(int limit, boolean descending, @Nullable Cursor after) {

    /** The name that the cursors of this order carry. */
    static String list(boolean descending) {
        return descending ? "ticket-audit-desc" : "ticket-audit";
    }
}
