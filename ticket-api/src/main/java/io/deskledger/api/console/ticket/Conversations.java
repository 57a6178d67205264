package io.deskledger.api.console.ticket;

import com.fasterxml.jackson.databind.JsonNode;
import io.deskledger.api.attachment.AttachmentPage;
import io.deskledger.api.attachment.AttachmentReadService;
import io.deskledger.api.attachment.AttachmentView;
import io.deskledger.api.comment.CommentService;
import io.deskledger.api.comment.CommentView;
import io.deskledger.api.console.Names;
import io.deskledger.api.http.Page;
import io.deskledger.api.http.QueryParams;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.api.security.Caller;
import io.deskledger.api.sql.Portion;
import io.deskledger.api.timeline.TimelineItem;
import io.deskledger.api.timeline.TimelinePage;
import io.deskledger.api.timeline.TimelineService;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads conversations. */
@Singleton
public final class Conversations {

    private static final int ITEMS = 60;
    private static final List<String> PEOPLE = List.of("assignee_id", "creator_id");
    private static final Pattern COMMENT = Pattern.compile("\\d{1,18}");
    private static final String MOST = "200";

    private final TimelineService timeline;
    private final CommentService comments;
    private final AttachmentReadService attachments;
    private final Names names;

    Conversations(TimelineService timeline, CommentService comments, AttachmentReadService attachments, Names names) {
        this.timeline = timeline;
        this.comments = comments;
        this.attachments = attachments;
        this.names = names;
    }

    /** The latest of it, or what came before the given place. */
    public Conversation read(long ticketId, String before, Caller caller) {
        List<AttachmentView> files = attachments.page(
                ticketId,
                AttachmentPage.read(params(Map.of("limit", MOST)), "attachments." + ticketId, caller),
                caller);
        if (COMMENT.matcher(before).matches()) {
            return comments(ticketId, Long.parseLong(before), files, caller);
        }
        try {
            Map<String, String> query = new HashMap<>(Map.of("limit", Integer.toString(ITEMS), "order", "desc"));
            if (!before.isEmpty()) {
                query.put("cursor", before);
            }
            Page<TimelineItem> page = timeline.page(TimelinePage.read(ticketId, params(query), caller), caller);
            String earlier = page.nextCursor() == null ? "" : page.nextCursor();
            Map<Long, String> called = caller.isStaff() ? names.of(people(page.items())) : Map.of();
            return new Conversation(page.items().reversed(), earlier, files, called, true);
        } catch (ProblemException.Unavailable notYet) {
            return comments(ticketId, Long.MAX_VALUE, files, caller);
        }
    }

    private static Set<Long> people(List<TimelineItem> items) {
        Set<Long> ids = new TreeSet<>();
        for (TimelineItem item : items) {
            if (item.change() != null) {
                for (String field : PEOPLE) {
                    JsonNode change = item.change().changes().path(field);
                    Stream.of(change.path("from"), change.path("to"))
                            .filter(JsonNode::isIntegralNumber)
                            .forEach(id -> ids.add(id.longValue()));
                }
            }
        }
        return ids;
    }

    /** Where the audit log is not there yet, people can read and answer all the same. */
    private Conversation comments(long ticketId, long before, List<AttachmentView> files, Caller caller) {
        Portion<CommentView> found = comments.before(ticketId, before, ITEMS, caller);
        List<CommentView> shown = found.rows().reversed();
        String earlier = found.more() ? Long.toString(shown.getFirst().id()) : "";
        return new Conversation(items(shown), earlier, files, Map.of(), false);
    }

    private static List<TimelineItem> items(List<CommentView> comments) {
        return comments.stream()
                .map(comment -> new TimelineItem(
                        "comment",
                        comment.createdAt(),
                        new TimelineItem.Actor(comment.authorId(), null, comment.authorName()),
                        new TimelineItem.Comment(
                                comment.id(),
                                comment.content(),
                                comment.isInternal(),
                                comment.version(),
                                comment.updatedAt()),
                        null))
                .toList();
    }

    private static QueryParams params(Map<String, String> values) {
        Map<String, List<String>> all = new HashMap<>();
        values.forEach((name, value) -> all.put(name, List.of(value)));
        return new QueryParams(all);
    }
}
