package io.deskledger.api.comment;

/**
 * Which comment.
 *
 * @param ticketId its ticket
 * @param id its own id
 */
record CommentKey(long ticketId, long id) {}
