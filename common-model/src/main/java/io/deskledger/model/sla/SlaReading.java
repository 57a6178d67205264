package io.deskledger.model.sla;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a clock shows at an instant.
 *
 * @param kind what is promised
 * @param cycle counts from 1; next response starts a new cycle with each question, the others have one
 * @param target the open time allowed
 * @param elapsed the open time used, to the microsecond; it goes on after a breach
 * @param state how the promise stands
 * @param phase what the clock does right now
 * @param startedAt when it was started
 * @param dueAt when it reaches the target: in time up to and including this instant. Of a running clock the instant
 *     foreseen, of a breached one that of the breach, of a met one that which was foreseen when it was met. Null while
 *     paused, and where it takes more than a century
 * @param warnAt when the share of the target to warn at is reached, passed or foreseen; null while paused before it,
 *     and where the promise was met before it
 * @param breachedAt the due time that passed, null unless breached
 * @param endedAt since when what was promised is there, in time or not; null while it is not, and again after a
 *     reopening
 */
public record SlaReading(
        SlaKind kind,
        int cycle,
        Duration target,
        Duration elapsed,
        SlaState state,
        SlaPhase phase,
        Instant startedAt,
        @Nullable Instant dueAt,
        @Nullable Instant warnAt,
        @Nullable Instant breachedAt,
        @Nullable Instant endedAt) {}
