package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * An attached file as its ticket's event tells it.
 *
 * @param id the attachment's id
 * @param uploaderId who attached it
 * @param commentId the comment that it belongs to, or null
 * @param file what the file is
 * @param internal whether only staff may see it
 */
public record AttachmentText(
        long id, long uploaderId, @Nullable Long commentId, FileFacts file, boolean internal) {

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("uploader_id", uploaderId)
                .put("comment_id", commentId)
                .put("file_name", file.name())
                .put("content_type", file.contentType())
                .put("size", file.size())
                .put("sha256", file.sha256())
                .put("is_internal", internal);
    }

    /**
     * What is known of a file.
     *
     * @param name the name to show, without any path
     * @param contentType what it was found to be
     * @param size in bytes
     * @param sha256 of the content, in hex
     */
    public record FileFacts(String name, String contentType, long size, String sha256) {}
}
