package io.deskledger.api.sla.live;

import io.deskledger.model.sla.SlaKind;
import io.deskledger.model.sla.SlaSubject;
import io.deskledger.model.sla.TicketTimeline;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the clocks of a ticket go by.
 *
 * @param id the ticket's
 * @param subject what decides what it is held to
 * @param timeline what happened to it
 * @param deleted whether it is deleted: then no clock has anything to tell
 * @param told what its clocks have told so far; empty where it has none yet
 */
public record TicketFacts(long id, SlaSubject subject, TicketTimeline timeline, boolean deleted, List<Told> told) {

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

    /** The version of a policy that it was given, if any. */
    public Optional<Long> heldTo() {
        return told.stream().map(Told::versionId).findFirst();
    }
}
