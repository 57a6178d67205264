package io.deskledger.api.sla.live;

import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import io.deskledger.model.sla.TicketTimeline.StatusAt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A ticket by its latest public comments and what its clocks know of the earlier ones, so that one more comment costs
 * the same however many there are. Wherever that could be another than all of them would tell, it tells nothing.
 *
 * @param facts without any reply but the first answer
 * @param answered the ticket's first answer, or null
 * @param question the customer's last wait for a next response that its clocks know of, or null
 * @param said the two latest public comments, the latest first
 */
record Latest(
        TicketFacts facts,
        @Nullable Instant answered,
        @Nullable Question question,
        List<Said> said) {

    /**
     * A wait for a next response.
     *
     * @param cycle counts from 1
     * @param startedAt when the customer asked
     * @param stoppedAt since when nobody waits: staff answered, or the ticket was resolved; null while somebody does
     */
    record Question(int cycle, Instant startedAt, @Nullable Instant stoppedAt) {}

    /** A public comment. */
    record Said(long id, ReplyAt reply) {

        Instant at() {
            return reply.at();
        }
    }

    /**
     * What the clocks go by after that comment; empty where all comments have to be read.
     *
     * @param promised whether the ticket is held to a next response
     */
    Optional<TicketFacts> after(long commentId, boolean promised) {
        if (facts.heldTo().isEmpty() || said.isEmpty() || said.getFirst().id() != commentId) {
            return Optional.empty();
        }
        Said latest = said.getFirst();
        if (said.size() > 1 && !said.getLast().at().isBefore(latest.at())) {
            return Optional.empty();
        }
        if (answered == null || !promised) {
            // Nobody can wait for a next response, so no more than the first answer counts.
            return question == null ? Optional.of(facts) : Optional.empty();
        }
        return isLatest(latest.at()) ? before().map(replies -> go(replies, latest)) : Optional.empty();
    }

    /** Whether it came after all that is known: the clocks of two instances may differ. */
    private boolean isLatest(Instant at) {
        boolean afterQuestion = question == null
                || (question.startedAt().isBefore(at)
                        && (question.stoppedAt() == null || question.stoppedAt().isBefore(at)));
        return afterQuestion && answered != null && answered.isBefore(at);
    }

    /** The last question with its answer, if it has one; empty where what was said last contradicts that. */
    private Optional<List<ReplyAt>> before() {
        boolean staffSpokeLast = said.size() < 2 || said.getLast().reply().byStaff();
        if (question == null) {
            return staffSpokeLast ? Optional.of(List.of()) : Optional.empty();
        }
        ReplyAt asked = new ReplyAt(question.startedAt(), false);
        Instant stopped = question.stoppedAt();
        if (stopped == null) {
            return staffSpokeLast ? Optional.empty() : Optional.of(List.of(asked));
        }
        boolean sure = staffSpokeLast && stopped.isAfter(asked.at()) && !isClosedAt(stopped);
        return sure ? Optional.of(List.of(asked, new ReplyAt(stopped, true))) : Optional.empty();
    }

    /** Whether the ticket was resolved or closed at that very instant, so that nobody knows who ended the wait. */
    private boolean isClosedAt(Instant instant) {
        Instant time = facts.timeline().createdAt();
        for (StatusAt move : facts.timeline().statuses()) {
            time = move.at().isAfter(time) ? move.at() : time;
            if (!move.status().isOpen() && time.equals(instant)) {
                return true;
            }
        }
        return false;
    }

    private TicketFacts go(List<ReplyAt> replies, Said latest) {
        List<ReplyAt> all = new ArrayList<>(replies);
        all.add(latest.reply());
        return facts.replied(Replies.of(answered, all), question == null ? 0 : question.cycle() - 1);
    }
}
