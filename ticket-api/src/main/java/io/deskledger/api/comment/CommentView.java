package io.deskledger.api.comment;

import io.deskledger.api.ticket.CommentText;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A comment as the API shows it.
 *
 * @param authorName the author's name as it is now
 * @param content the text, at least one character
 * @param isInternal whether only staff may read it
 * @param version counts its changes from 1; the {@code ETag}
 * @param updatedAt when it last changed; {@code createdAt} while it never has
 */
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
