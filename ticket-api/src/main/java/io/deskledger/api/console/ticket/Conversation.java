package io.deskledger.api.console.ticket;

import io.deskledger.api.attachment.AttachmentView;
import io.deskledger.api.timeline.TimelineItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /** Those of them that go with what the requester wrote first; others stand where it is told who attached them. */
    public List<AttachmentView> looseOf(long requester) {
        return loose().stream()
                .filter(file -> !whole || file.uploaderId() == requester)
                .toList();
    }

    /** The file of that id if somebody else attached it, without a comment, and it is still there. */
    public List<AttachmentView> fileNotOf(long requester, @Nullable Long id) {
        return loose().stream()
                .filter(file -> id != null && file.id() == id && file.uploaderId() != requester)
                .toList();
    }
}
