package io.deskledger.api.assignment;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.micronaut.serde.annotation.Serdeable;
import org.jspecify.annotations.Nullable;

/**
 * What came of the search for an agent, as the API tells it.
 *
 * @param strategy the wire name of the strategy that chose
 * @param assigned whether somebody was found
 * @param reason why nobody was: {@code no_active_agent}, {@code no_agent_with_skills} or {@code all_at_capacity}
 * @param agentId who was chosen, or null
 */
@Serdeable
public record Assignment(
        String strategy,
        boolean assigned,
        @Nullable String reason,
        @JsonIgnore @Nullable Long agentId) {

    static Assignment to(AssignmentStrategy strategy, long agentId) {
        return new Assignment(strategy.wire(), true, null, agentId);
    }

    static Assignment toNobody(AssignmentStrategy strategy, String reason) {
        return new Assignment(strategy.wire(), false, reason, null);
    }
}
