package io.deskledger.api.sla.live;

import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which public comments clocks go by. */
public final class Replies {

    private Replies() {}

    /**
     * In the order of time. The ticket's own date counts for the first answer: it stays when the comment is edited or
     * goes.
     *
     * @param answered the ticket's first answer, or null
     * @param comments its public comments that are there, or none where no more than the first answer counts
     */
    public static List<ReplyAt> of(@Nullable Instant answered, List<ReplyAt> comments) {
        List<ReplyAt> replies = new ArrayList<>();
        if (answered != null) {
            replies.add(new ReplyAt(answered, true));
        }
        for (ReplyAt reply : comments) {
            boolean counts = !reply.byStaff() || (answered != null && reply.at().isAfter(answered));
            if (counts) {
                replies.add(reply);
            }
        }
        replies.sort(Comparator.comparing(ReplyAt::at));
        return replies;
    }
}
