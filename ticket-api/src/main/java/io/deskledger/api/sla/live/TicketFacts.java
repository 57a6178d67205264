package io.deskledger.api.sla.live;

import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import io.deskledger.model.sla.TicketTimeline.AssigneeAt;
import io.deskledger.model.sla.TicketTimeline.ReplyAt;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the clocks of a ticket go by.
 *
 * @param id the ticket's
 * @param subject what decides what it is held to
 * @param timeline what happened to it
 * @param deleted whether it is deleted: then no clock has anything to tell
 * @param told what its clocks have told so far; empty where it has none
 * @param heldWithout what it is held to though it has no clock, or null
 * @param questionsBefore how many waits for a next response the timeline leaves out, with the replies around them:
 *     those that were answered and stand as they are
 */
public record TicketFacts(
        long id,
        SlaSubject subject,
        TicketTimeline timeline,
        boolean deleted,
        List<Told> told,
        @Nullable Long heldWithout,
        int questionsBefore) {

    /**
     * A stored clock.
     *
     * @param kind what is promised
     * @param cycle the how-manieth
     * @param versionId what the ticket is held to
     * @param warnedAt when it was said that the target comes near, or null
     * @param breachedAt when the target was missed, or null where that was not said
     */
    public record Told(
            SlaKind kind,
            int cycle,
            long versionId,
            @Nullable Instant warnedAt,
            @Nullable Instant breachedAt) {}

    Optional<Told> told(SlaKind kind, int cycle) {
        return told.stream()
                .filter(one -> one.kind() == kind && one.cycle() == cycle)
                .findFirst();
    }

    /** The same with in whose hands it was. */
    public TicketFacts handled(List<AssigneeAt> assignees) {
        return new TicketFacts(
                id,
                subject,
                new TicketTimeline(
                        timeline.createdAt(),
                        timeline.initialStatus(),
                        timeline.statuses(),
                        timeline.replies(),
                        assignees),
                deleted,
                told,
                heldWithout,
                questionsBefore);
    }

    /** The same with these replies, which so many waits for a next response came before. */
    TicketFacts replied(List<ReplyAt> replies, int questions) {
        return new TicketFacts(
                id,
                subject,
                new TicketTimeline(
                        timeline.createdAt(),
                        timeline.initialStatus(),
                        timeline.statuses(),
                        replies,
                        timeline.assignees()),
                deleted,
                told,
                heldWithout,
                questions);
    }

    /** The version of a policy that it was given, if any. */
    public Optional<Long> heldTo() {
        return told.stream().map(Told::versionId).findFirst().or(() -> Optional.ofNullable(heldWithout));
    }

    /** The versions that any of them is held to. */
    public static List<Long> heldTo(Collection<TicketFacts> tickets) {
        return tickets.stream().flatMap(one -> one.heldTo().stream()).distinct().toList();
    }

    /** What has been told or said was past: so that an instance whose clock lags does not take it back. */
    Instant notBeforeTold(Instant now) {
        Stream<Instant> past = told.stream()
                .flatMap(one -> Stream.of(one.warnedAt(), one.breachedAt()))
                .filter(Objects::nonNull)
                .map(at -> at.plus(1, ChronoUnit.MICROS));
        Stream<Instant> said = timeline.replies().stream().map(ReplyAt::at);
        return Stream.concat(past, said)
                .filter(now::isBefore)
                .max(Comparator.naturalOrder())
                .orElse(now);
    }
}
