package io.deskledger.api.user;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.deskledger.api.assignment.AssignmentRequest;
import io.deskledger.api.http.JsonBody;
import io.deskledger.api.http.JsonFields;
import io.deskledger.api.http.MergePatch;
import io.deskledger.api.problem.ProblemException;
import io.deskledger.model.user.UserRole;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Profiles in request bodies: the field {@code profile}, a merge patch of what is known. */
final class ProfileFields {

    static final int MAX_COMPANY = 200;
    static final int MAX_SKILL_LEVEL = 10;
    static final int MAX_CAPACITY = 10_000;

    private static final String PROFILE = "profile";
    private static final int MAX_TEXT = 100;
    private static final int MAX_ACCOUNT_TYPE = 50;
    private static final Set<String> OF_CUSTOMERS = Set.of("company", "industry", "account_type");
    private static final Set<String> OF_AGENTS = Set.of("department", "skills", "skill_level", "capacity");

    /** Tickets are given, and customers treated, by the others: those are the desk's to say. */
    private static final Set<String> ONES_OWN = Set.of("company", "industry");

    private ProfileFields() {}

    /** The patch in a body, or null where it holds none. */
    static @Nullable ObjectNode read(JsonFields fields) {
        ObjectNode patch = fields.part(PROFILE);
        fields.notNull(PROFILE);
        return patch;
    }

    /** The patch in a body of somebody who speaks for themselves. */
    static @Nullable ObjectNode readOwn(JsonFields fields) {
        ObjectNode patch = read(fields);
        if (patch != null) {
            patch.fieldNames().forEachRemaining(name -> {
                if (!ONES_OWN.contains(name) && (OF_CUSTOMERS.contains(name) || OF_AGENTS.contains(name))) {
                    fields.reject(PROFILE + "." + name, "may be changed by admins only");
                }
            });
        }
        return patch;
    }

    /**
     * The profile with the patch applied.
     *
     * @throws ProblemException.Invalid where it then holds what a profile of that role may not hold
     */
    static Profile apply(Profile old, @Nullable ObjectNode patch, UserRole role) {
        if (patch == null) {
            return old;
        }
        JsonFields fields = new JsonBody(MergePatch.apply(old.json(), patch)).fields(PROFILE + ".");
        Set<String> known = role == UserRole.CUSTOMER ? OF_CUSTOMERS : role == UserRole.AGENT ? OF_AGENTS : Set.of();
        patch.fieldNames().forEachRemaining(name -> refuseForeign(fields, name, known));
        Profile profile = switch (role) {
            case CUSTOMER ->
                new Profile.OfCustomer(
                        fields.optionalText("company", 1, MAX_COMPANY),
                        fields.optionalText("industry", 1, MAX_TEXT),
                        fields.optionalText("account_type", 1, MAX_ACCOUNT_TYPE));
            case AGENT ->
                new Profile.OfAgent(
                        fields.optionalText("department", 1, MAX_TEXT),
                        fields.names("skills", AssignmentRequest.MAX_SKILLS, AssignmentRequest.MAX_SKILL),
                        fields.integer("skill_level", 1, MAX_SKILL_LEVEL),
                        fields.integer("capacity", 0, MAX_CAPACITY));
            case ADMIN -> old;
        };
        fields.check();
        return profile;
    }

    /** The profile of a new user. */
    static Profile ofNew(UserRole role, @Nullable ObjectNode patch) {
        return apply(Profile.empty(role), patch, role);
    }

    private static void refuseForeign(JsonFields fields, String name, Set<String> known) {
        if (known.contains(name)) {
            return;
        }
        if (OF_CUSTOMERS.contains(name)) {
            fields.reject(name, "is known of customers only");
        } else if (OF_AGENTS.contains(name)) {
            fields.reject(name, "is known of agents only");
        } else {
            fields.reject(name, "is not a field of a profile");
        }
        // Named once, even where null took it out of the merged profile.
        fields.has(name);
    }
}
