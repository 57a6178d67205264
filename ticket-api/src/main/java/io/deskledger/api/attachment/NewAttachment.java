package io.deskledger.api.attachment;

import org.jspecify.annotations.Nullable;

/**
 * A file to be attached.
 *
 * @param file what came in
 * @param commentId the comment that it belongs to, or null
 * @param internal whether only staff may see it
 */
record NewAttachment(ReceivedFile file, @Nullable Long commentId, boolean internal) {}
