package io.deskledger.api.comment;

import io.deskledger.api.ticket.CommentText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** A comment as the API shows it. */
@Serdeable
public record CommentView(
        long id,
        long ticketId,
        long authorId,
        String authorName,
        String content,
        boolean isInternal,
        long version,
        Instant createdAt,
        Instant updatedAt) {

    /** The comment as its ticket's events tell it. */
    CommentText text() {
        return new CommentText(id, authorId, content, isInternal);
    }
}
