package io.deskledger.api.console.ticket;

import io.deskledger.api.attachment.AttachmentView;
import io.deskledger.api.timeline.TimelineItem;
import java.util.List;
import java.util.Map;

/**
 * What was said and done on a ticket, the latest last.
 *
 * @param items comments and changes in one order
 * @param earlier where the items before these are, or an empty text
 * @param files all of the ticket's files
 * @param names of the people whom changes are about, by their ids
 * @param whole whether changes are among the items, not only comments
 */
public record Conversation(
        List<TimelineItem> items, String earlier, List<AttachmentView> files, Map<Long, String> names, boolean whole) {

    /** The files that belong to that comment. */
    public List<AttachmentView> filesOf(long commentId) {
        return files.stream()
                .filter(file -> file.commentId() != null && file.commentId() == commentId)
                .toList();
    }

    /** The files that belong to no comment. */
    public List<AttachmentView> loose() {
        return files.stream().filter(file -> file.commentId() == null).toList();
    }
}
