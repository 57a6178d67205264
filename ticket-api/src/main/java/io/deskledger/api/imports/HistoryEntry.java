package io.deskledger.api.imports;

import io.deskledger.model.ticket.TicketPriority;
import io.deskledger.model.ticket.TicketStatus;
import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened: one command, so at most one event. What is null was not touched.
 *
 * @param at when
 * @param actor who did it
 * @param status the status afterwards
 * @param priority the priority afterwards
 * @param assignee the assignee afterwards
 * @param category the category afterwards
 * @param tags all tags afterwards
 * @param comment what was said
 */
record HistoryEntry(
        Instant at,
        Person actor,
        @Nullable TicketStatus status,
        @Nullable TicketPriority priority,
        @Nullable Given<Person> assignee,
        @Nullable Given<String> category,
        @Nullable SortedSet<String> tags,
        @Nullable Comment comment) {

    /**
     * A field that was given, be it as null.
     *
     * @param value the value, or null to take away what was there
     */
    record Given<T>(@Nullable T value) {}

    /**
     * What was said.
     *
     * @param content the text
     * @param internal whether only staff may read it
     */
    record Comment(String content, boolean internal) {}
}
