package io.deskledger.api.assignment;

import io.deskledger.api.http.JsonFields;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wish that an agent be chosen for a ticket.
 *
 * @param strategy how, or null for the configured way
 * @param requiredSkills what the agent has to know, in lower case
 */
public record AssignmentRequest(@Nullable AssignmentStrategy strategy, List<String> requiredSkills) {

    /** The most skills that a ticket may ask for, and an agent have. */
    public static final int MAX_SKILLS = 50;

    /** The most characters of a skill. */
    public static final int MAX_SKILL = 50;

    /** The wish in a body, or null where {@code auto_assign} is not true; then there must be nothing to refine it. */
    public static @Nullable AssignmentRequest read(JsonFields fields) {
        AssignmentStrategy strategy = fields.constant("assignment_strategy", AssignmentStrategy.class);
        List<String> skills = fields.names("required_skills", MAX_SKILLS, MAX_SKILL);
        if (fields.flag("auto_assign", false)) {
            return new AssignmentRequest(strategy, skills);
        }
        for (String refinement : List.of("assignment_strategy", "required_skills")) {
            if (fields.has(refinement)) {
                fields.reject(refinement, "needs auto_assign to be true");
            }
        }
        return null;
    }
}
