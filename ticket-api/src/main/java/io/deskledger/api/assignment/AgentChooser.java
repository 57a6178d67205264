package io.deskledger.api.assignment;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Chooses agents. Why loads are kept and not counted, and what the lock costs: docs/decisions/0011-assignment.md. */
@Singleton
public final class AgentChooser {

    private final AgentLoadRepository loads;
    private final AssignmentSettings settings;

    AgentChooser(AgentLoadRepository loads, AssignmentSettings settings) {
        this.loads = loads;
        this.settings = settings;
    }

    /**
     * Chooses within the transaction that then gives the ticket. Until it ends nobody else chooses: of many at once,
     * each sees the tickets that the ones before it were given.
     *
     * @param category the ticket's: the skill that is looked for where the strategy goes by skill and none is named
     */
    public Assignment choose(AssignmentRequest request, @Nullable String category) {
        AssignmentStrategy strategy = request.strategy() == null ? settings.strategy() : request.strategy();
        List<String> skills = request.requiredSkills();
        if (strategy == AssignmentStrategy.SKILL && skills.isEmpty() && category != null) {
            skills = List.of(category.toLowerCase(Locale.ROOT));
        }
        loads.lockChoice();
        Long agent = (strategy == AssignmentStrategy.ROUND_ROBIN ? loads.nextInTurn(skills) : loads.leastLoaded(skills))
                .orElse(null);
        return agent == null ? Assignment.toNobody(strategy, loads.whyNobody(skills)) : Assignment.to(strategy, agent);
    }
}
