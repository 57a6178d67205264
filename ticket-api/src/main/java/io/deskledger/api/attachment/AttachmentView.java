package io.deskledger.api.attachment;

import io.deskledger.api.ticket.AttachmentText;
import io.deskledger.api.ticket.AttachmentText.FileFacts;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attachment as the API shows it.
 *
 * @param commentId the comment that it belongs to, or null
 * @param fileName the name to show, without any path
 * @param contentType what the file was found to be, whatever the client said
 * @param size in bytes
 * @param sha256 of the content, in hex
 * @param isInternal whether only staff may see it
 */
@Serdeable
public record AttachmentView(
        long id,
        long ticketId,
        @Nullable Long commentId,
        long uploaderId,
        String uploaderName,
        String fileName,
        String contentType,
        long size,
        String sha256,
        boolean isInternal,
        Instant createdAt) {

    /** The attachment as its ticket's events tell it. */
    AttachmentText text() {
        return new AttachmentText(
                id, uploaderId, commentId, new FileFacts(fileName, contentType, size, sha256), isInternal);
    }

    /** The content's entity tag: content never changes, so neither does the tag. */
    String etag() {
        return "\"" + sha256 + "\"";
    }
}
