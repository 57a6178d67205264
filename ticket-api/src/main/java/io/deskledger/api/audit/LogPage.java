package io.deskledger.api.audit;

import org.jspecify.annotations.Nullable;

/**
 * Which part of the log is asked for.
 *
 * @param after where the page before ended, or null for the first
 */
public record LogPage(
        int limit, boolean descending, @Nullable LogCursor after) {}
