package io.deskledger.api.ticket;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A comment as its ticket's event tells it.
 *
 * @param id the comment's id
 * @param authorId who wrote it
 * @param content the text
 * @param internal whether only staff may read it
 */
public record CommentText(long id, long authorId, String content, boolean internal) {

    ObjectNode json() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", id)
                .put("author_id", authorId)
                .put("content", content)
                .put("is_internal", internal);
    }
}
