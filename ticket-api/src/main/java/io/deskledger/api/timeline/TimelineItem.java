package io.deskledger.api.timeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that happened.
 *
 * @param kind {@code comment} or {@code change}
 * @param at when
 * @param actor who did it
 * @param comment the comment as it stands now, where it is one
 * @param change the change, where it is one
 */
@Serdeable
public record TimelineItem(
        String kind,
        Instant at,
        Actor actor,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Comment comment,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Change change) {

    static final String COMMENT = "comment";

    /**
     * Somebody; all null for the system.
     *
     * @param role at the time of a change; null for comments, which keep none
     */
    @Serdeable
    public record Actor(
            @Nullable Long id,
            @Nullable String role,
            @Nullable String fullName) {}

    /** A comment; {@code version} is 1 until it is edited. */
    @Serdeable
    public record Comment(long id, String content, boolean isInternal, long version, Instant updatedAt) {}

    /**
     * A change of the ticket.
     *
     * @param version the ticket's after it
     * @param action such as {@code UPDATE}
     * @param changes by field, the value before and after
     */
    @Serdeable
    public record Change(long version, String action, JsonNode changes) {}

    TimelineKeys keys() {
        return comment != null
                ? new TimelineKeys(at, TimelineKeys.COMMENTS, comment.id())
                : new TimelineKeys(at, TimelineKeys.CHANGES, change == null ? 0 : change.version());
    }
}
