package io.deskledger.api.ticket;

/**
 * A comment as its ticket's event tells it.
 *
 * @param id the comment's id
 * @param authorId who wrote it
 * @param content the text
 * @param internal whether only staff may read it
 */
public record CommentText(long id, long authorId, String content, boolean internal) {}
