package io.deskledger.api.comment;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/** A comment as the API shows it. */
@Serdeable
record CommentView(
        long id,
        long ticketId,
        long authorId,
        String authorName,
        String content,
        boolean isInternal,
        Instant createdAt,
        Instant updatedAt) {}
